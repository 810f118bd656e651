import { Group, Paper, Progress, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { AppLink } from '../../shell/app-link.tsx';
import { useFormats } from '../../shell/i18n/use-formats.ts';
import { useTerms } from '../../shell/terms/use-terms.ts';
import type { ImportSummary } from './imports-query.ts';
import { useRegisterTexts } from './texts.ts';

export interface ImportCardProps {
  readonly shown: ImportSummary;
  readonly isLast: boolean;
}

/** One import at a glance: of which day, when, and what became of the file's rows. */
export function ImportCard({ shown, isLast }: ImportCardProps): ReactNode {
  const text = useRegisterTexts();
  const terms = useTerms();
  const formats = useFormats();
  const share = shown.read === 0 ? 0 : shown.accepted / shown.read;
  return (
    <Paper withBorder p="lg" radius="md" component="section" aria-labelledby="import-heading">
      <Group justify="space-between" mb="md">
        <Title order={2} id="import-heading">
          {isLast ? text('lastImport') : text('chosenImport', { time: formats.instant(shown.importedAt) })}
        </Title>
        {!isLast && <AppLink to="/register">{text('showLast')}</AppLink>}
      </Group>
      <SimpleGrid cols={{ base: 2, sm: 3, xl: 6 }} spacing="lg">
        <Figure label={text('asOf')} value={formats.date(shown.asOf)} />
        <Figure label={text('importedAt')} value={formats.minute(shown.importedAt)} />
        <Figure label={text('read')} value={formats.number(shown.read)} />
        <Figure label={text('accepted')} value={formats.number(shown.accepted)} />
        <Figure label={text('rejected')} value={formats.number(shown.rejected)} warns={shown.rejected > 0} />
        <Figure label={text('warnings')} value={formats.number(shown.warnings)} warns={shown.warnings > 0} />
      </SimpleGrid>
      <Stack gap={4} mt="lg">
        <Progress value={share * 100} aria-label={text('shareAccepted', { share: formats.percent(share) })} />
        <Text size="sm">{text('shareAccepted', { share: formats.percent(share) })}</Text>
        <Text size="sm" c="dimmed">
          {terms('register', shown.register)}
          {shown.keyVersions.map(({ agency, version }) => (
            <span key={agency}>
              {' · '}
              {text('keys')}
              {': '}
              {text('key', { agency: terms('agency', agency), version })}
            </span>
          ))}
        </Text>
      </Stack>
    </Paper>
  );
}

interface FigureProps {
  readonly label: string;
  readonly value: string;
  readonly warns?: boolean;
}

function Figure({ label, value, warns = false }: FigureProps): ReactNode {
  return (
    <div>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text fw={600} className="figures" {...(warns && { c: 'var(--hearth-warning)' })}>
        {value}
      </Text>
    </div>
  );
}
