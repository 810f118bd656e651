import { Button, Popover, SegmentedControl, Stack, Text, useMantineColorScheme } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { useFormats } from '../i18n/use-formats.ts';
import { signOut } from '../session/sign-out.ts';
import { useSession } from '../session/use-session.ts';
import { useTerms } from '../terms/use-terms.ts';
import { useShellTexts } from '../texts.ts';

/** Who is signed in and with which role, how the console looks, and the way out. */
export function AccountMenu(): ReactNode {
  const text = useShellTexts();
  return (
    <Popover position="bottom-end" width={300} trapFocus shadow="md">
      <Popover.Target>
        <AccountButton />
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="md">
          <AccountSummary />
          <AppearanceSwitch />
          <Button
            variant="default"
            onClick={() => {
              signOut().catch(() => {
                notifications.show({ color: 'red', message: text('signOutFailed') });
              });
            }}
          >
            {text('signOut')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

/** On a phone the name would leave no room for anything else. */
function AccountButton(props: object): ReactNode {
  const text = useShellTexts();
  const { user } = useSession();
  return (
    <Button variant="default" size="xs" aria-label={`${text('account')}: ${user.username}`} {...props}>
      <Text span size="xs" visibleFrom="sm">
        {user.username}
      </Text>
      <Text span size="xs" hiddenFrom="sm">
        {text('account')}
      </Text>
    </Button>
  );
}

function AccountSummary(): ReactNode {
  const text = useShellTexts();
  const terms = useTerms();
  const formats = useFormats();
  const { user, expiresAt } = useSession();
  return (
    <Stack gap={2}>
      <Text fw={600} size="sm">
        {user.username}
      </Text>
      <Text size="sm">{terms('role', user.role)}</Text>
      {user.location !== '*' && <Text size="sm">{terms('agency', user.location)}</Text>}
      <Text size="xs" c="dimmed">
        {text('sessionEnds', { time: formats.shortInstant(expiresAt) })}
      </Text>
    </Stack>
  );
}

function AppearanceSwitch(): ReactNode {
  const text = useShellTexts();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      size="xs"
      fullWidth
      aria-label={text('appearance')}
      data={[
        { value: 'light', label: text('light') },
        { value: 'dark', label: text('dark') },
        { value: 'auto', label: text('system') },
      ]}
      value={colorScheme}
      onChange={(value) => {
        setColorScheme(value as 'light' | 'dark' | 'auto');
      }}
    />
  );
}
