import { Anchor, Badge, Group, List, Paper, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useId } from 'react';
import { useFormats } from '../../shell/i18n/use-formats.ts';
import { useTerms } from '../../shell/terms/use-terms.ts';
import { EntryLink } from '../oversight/entry-link.tsx';
import { useOversightTexts } from '../oversight/texts.ts';
import { ReviewForm } from './review-form.tsx';
import type { Finding, State } from './unusual-query.ts';
import { useUnusualTexts } from './texts.ts';

const colors: Readonly<Record<State, string>> = { OPEN: 'orange', EXPLAINED: 'green', ESCALATED: 'red' };

/** One finding: its rule in words, the entries behind it, what was made of it, and the form to say more. */
export function FindingCard({ finding }: { readonly finding: Finding }): ReactNode {
  const text = useUnusualTexts();
  const terms = useTerms();
  const { instant, number } = useFormats();
  const heading = useId();
  const { rule, client, purpose, count, usual, state } = finding;
  return (
    <Paper
      withBorder
      p="md"
      radius="md"
      component="article"
      aria-labelledby={heading}
      data-finding={finding.id}
      data-rule={rule}
    >
      <Stack gap="sm">
        <Group>
          <Title order={2} id={heading}>
            {text(`rule_${rule}`)}
          </Title>
          <Badge
            tt="none"
            variant="outline"
            color={colors[state]}
            c="var(--mantine-color-text)"
            data-state={state}
          >
            {text(state)}
          </Badge>
        </Group>
        <Text>
          {text(`why_${rule}`, {
            client: client ?? '–',
            purpose: purpose === null ? '–' : terms('purpose', purpose),
            count: number(count),
            usual: number(usual),
          })}
        </Text>
        <Text size="sm" c="dimmed">
          {text('when', {
            from: instant(finding.begins),
            to: instant(finding.ends),
            raised: instant(finding.raisedAt),
          })}
        </Text>
        <Places locations={finding.locations} />
        <Evidence finding={finding} />
        {client !== null && (
          <Anchor
            size="sm"
            underline="always"
            renderRoot={(props) => <Link {...props} to="/accesses" search={{ client }} />}
          >
            {text('searchClient')}
          </Anchor>
        )}
        <History finding={finding} />
        <ReviewForm key={finding.reviews.length} finding={finding} />
      </Stack>
    </Paper>
  );
}

function Places({ locations }: Pick<Finding, 'locations'>): ReactNode {
  const text = useUnusualTexts();
  const oversight = useOversightTexts();
  const named = locations.map((location) => (location === '*' ? oversight('everywhere') : location));
  return <Text size="sm">{text('places', { places: named.join(' · ') })}</Text>;
}

function Evidence({ finding: { evidence, leaves } }: { readonly finding: Finding }): ReactNode {
  const text = useUnusualTexts();
  const { number } = useFormats();
  const isAll = evidence.length === leaves;
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600}>
        {isAll
          ? text('evidence', { count: leaves })
          : text('evidenceNewest', { shown: number(evidence.length), count: number(leaves) })}
      </Text>
      <Group gap="xs" className="figures">
        {evidence.map((index) => (
          <EntryLink key={index} index={index} />
        ))}
      </Group>
    </Stack>
  );
}

function History({ finding: { reviews } }: { readonly finding: Finding }): ReactNode {
  const text = useUnusualTexts();
  const { instant } = useFormats();
  if (reviews.length === 0) return null;
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600}>
        {text('history')}
      </Text>
      <List size="sm">
        {reviews.map(({ state, note, officer, at }) => (
          <List.Item key={at} data-review={state}>
            {text('said', { officer, at: instant(at), state: text(state), note })}
          </List.Item>
        ))}
      </List>
    </Stack>
  );
}
