import { Button, Menu, Text, useMantineColorScheme } from '@mantine/core';
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
  const terms = useTerms();
  const formats = useFormats();
  const { user, expiresAt } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="bottom-end" width={280}>
      <Menu.Target>
        <Button variant="default" size="xs" aria-label={`${text('account')}: ${user.username}`}>
          {user.username}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{text('signedInAs', { name: user.username })}</Menu.Label>
        <Text size="sm" px="sm">
          {terms('role', user.role)}
          {user.location !== '*' && ` · ${terms('agency', user.location)}`}
        </Text>
        <Text size="xs" c="dimmed" px="sm" pb="xs">
          {text('sessionEnds', { time: formats.shortInstant(expiresAt) })}
        </Text>
        <Menu.Divider />
        <Menu.Label>{text('appearance')}</Menu.Label>
        {(['light', 'dark', 'auto'] as const).map((scheme) => (
          <Menu.Item
            key={scheme}
            role="menuitemradio"
            aria-checked={colorScheme === scheme}
            fw={colorScheme === scheme ? 600 : 400}
            onClick={() => {
              setColorScheme(scheme);
            }}
          >
            {text(scheme === 'auto' ? 'system' : scheme)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          onClick={() => {
            signOut().catch(() => {
              notifications.show({ color: 'red', message: text('signOutFailed') });
            });
          }}
        >
          {text('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
