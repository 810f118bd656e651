import { Alert, Button, Container, Group, List, Paper, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Brand } from '../layout/brand.tsx';
import { LanguageSwitch } from '../layout/language-switch.tsx';
import { useShellTexts } from '../texts.ts';

/** What somebody sees who is not signed in: what this is, and the one thing to do. */
export function SignInPage(): ReactNode {
  const text = useShellTexts();
  useDocumentTitle(`${text('signIn')} · Hearthgate`);
  const { href } = useLocation();
  const outcome = new URLSearchParams(window.location.search).get('signIn');
  const returnTo = outcome === null ? href : '/';
  return (
    <Container size={560} py="xl" component="main">
      <Stack gap="lg">
        <Group justify="space-between">
          <Brand />
          <LanguageSwitch />
        </Group>
        {outcome === 'failed' && (
          <Alert color="red" title={text('signInFailed')}>
            {text('signInFailedAdvice')}
          </Alert>
        )}
        {outcome === 'unavailable' && (
          <Alert color="orange" title={text('signInUnavailable')}>
            {text('signInUnavailableAdvice')}
          </Alert>
        )}
        <Paper withBorder p="xl" radius="md">
          <Stack gap="md">
            <Title order={1}>{text('welcome')}</Title>
            <Text>{text('welcomeLead')}</Text>
            <List spacing="xs" size="sm">
              <List.Item>{text('forOfficers')}</List.Item>
              <List.Item>{text('forSchools')}</List.Item>
              <List.Item>{text('forAgencies')}</List.Item>
            </List>
            <Button component="a" href={`/sign-in?return_to=${encodeURIComponent(returnTo)}`} size="md">
              {text('signIn')}
            </Button>
            <Text size="sm" c="dimmed">
              {text('signInNote')}
            </Text>
          </Stack>
        </Paper>
      </Stack>
    </Container>
  );
}
