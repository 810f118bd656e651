import { Accordion, Badge, Code, Group, List, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { EmptyState } from '../../shell/states/empty-state.tsx';
import { useTerms } from '../../shell/terms/use-terms.ts';
import type { AgreementRule } from './agreement-query.ts';
import { type CaseGroup, groupCases } from './group-cases.ts';
import { useAgreementTexts } from './texts.ts';

export interface AgreementRulesProps {
  readonly rules: readonly AgreementRule[];
  readonly fields: readonly string[];
}

/** The rules of an agreement in words. */
export function AgreementRules({ rules, fields }: AgreementRulesProps): ReactNode {
  const text = useAgreementTexts();
  return (
    <Stack gap="md" component="section" aria-labelledby="rules-heading">
      <div>
        <Title order={2} id="rules-heading">
          {text('rules')}
        </Title>
        <Text c="dimmed">{text('rulesLead')}</Text>
      </div>
      {rules.length === 0 && <EmptyState title={text('noRules')} advice={text('noRulesAdvice')} />}
      {rules.map((rule) => (
        <RuleCard key={rule.id} rule={rule} fields={fields} />
      ))}
    </Stack>
  );
}

interface RuleCardProps {
  readonly rule: AgreementRule;
  readonly fields: readonly string[];
}

function RuleCard({ rule, fields }: RuleCardProps): ReactNode {
  const text = useAgreementTexts();
  const terms = useTerms();
  const permits = rule.effect === 'PERMIT';
  return (
    <Paper withBorder p="lg" radius="md" component="article" aria-label={rule.id}>
      <Stack gap="sm">
        <Group gap="sm">
          <Badge color={permits ? 'teal.9' : 'red.9'} variant="filled" autoContrast={false}>
            {text(rule.effect)}
          </Badge>
          <Text size="sm" ff="monospace">
            {rule.id}
          </Text>
        </Group>
        <Text fs="italic">{rule.reason}</Text>
        {groupCases(rule.cases).map((group) => (
          <Cases key={`${group.assurance} ${group.roles.join(' ')}`} group={group} permits={permits} />
        ))}
        {permits && (
          <Words
            label={text('gives')}
            words={[...new Set(fields.map((field) => terms('agencyField', field)))]}
          />
        )}
        <Accordion variant="default" chevronPosition="left">
          <Accordion.Item value="text" style={{ borderBottom: 'none' }}>
            <Accordion.Control>{text('asWritten')}</Accordion.Control>
            <Accordion.Panel>
              <Code block tabIndex={0}>
                {rule.text}
              </Code>
            </Accordion.Panel>
          </Accordion.Item>
        </Accordion>
      </Stack>
    </Paper>
  );
}

function Cases({ group, permits }: { readonly group: CaseGroup; readonly permits: boolean }): ReactNode {
  const text = useAgreementTexts();
  const terms = useTerms();
  const { roles, purposes, assurance } = group;
  return (
    <>
      <Words
        label={text(permits ? 'permitsTo' : 'forbidsTo')}
        words={roles.map((role) => terms('role', role))}
      />
      <Words
        label={text(permits ? 'purposes' : 'purposesForbidden')}
        words={purposes.map((purpose) => terms('purpose', purpose))}
      />
      {assurance !== 'any' && (
        <Text size="sm">{text(assurance === 'dpop' ? 'onlyWithKey' : 'onlyWithoutKey')}</Text>
      )}
    </>
  );
}

function Words({ label, words }: { readonly label: string; readonly words: readonly string[] }): ReactNode {
  return (
    <div>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <List size="sm">
        {words.map((word) => (
          <List.Item key={word}>{word}</List.Item>
        ))}
      </List>
    </div>
  );
}
