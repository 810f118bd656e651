import { List, Stack, Table, Text, Title, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTerms } from '../../shell/terms/use-terms.ts';
import type { AgreementDecision, AgreementRule } from './agreement-query.ts';
import classes from './agreement-matrix.module.css';
import { useAgreementTexts } from './texts.ts';

export interface AgreementMatrixProps {
  readonly matrix: readonly AgreementDecision[];
  readonly rules: readonly AgreementRule[];
  readonly fields: readonly string[];
}

/** Purpose × role, and the fields that go out where both are permitted: an agreement opens all of them or none. */
export function AgreementMatrix({ matrix, rules, fields }: AgreementMatrixProps): ReactNode {
  const text = useAgreementTexts();
  const terms = useTerms();
  const roles = [...new Set(matrix.map(({ role }) => role))];
  const purposes = [...new Set(matrix.map(({ purpose }) => purpose))];
  return (
    <Stack gap="md" component="section" aria-labelledby="matrix-heading">
      <div>
        <Title order={2} id="matrix-heading">
          {text('matrix')}
        </Title>
        <Text c="dimmed">{text('matrixLead')}</Text>
      </div>
      <Table.ScrollContainer minWidth={600}>
        <Table withColumnBorders horizontalSpacing="xs" className={classes['matrix'] ?? ''}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{text('purpose')}</Table.Th>
              {roles.map((role) => (
                <Table.Th key={role} scope="col">
                  {terms('role', role)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {purposes.map((purpose) => (
              <Table.Tr key={purpose}>
                <Table.Th scope="row">{terms('purpose', purpose)}</Table.Th>
                {roles.map((role) => (
                  <Cell
                    key={role}
                    decisions={matrix.filter((entry) => entry.role === role && entry.purpose === purpose)}
                    rules={rules}
                  />
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <div>
        <Title order={3}>{text('fieldsTitle')}</Title>
        <List mt="xs">
          {fields.map((field) => (
            <List.Item key={field}>{terms('agencyField', field)}</List.Item>
          ))}
        </List>
        <Text size="sm" c="dimmed" mt="xs">
          {text('fieldsNone')}
        </Text>
      </div>
    </Stack>
  );
}

interface CellProps {
  readonly decisions: readonly AgreementDecision[];
  readonly rules: readonly AgreementRule[];
}

function Cell({ decisions, rules }: CellProps): ReactNode {
  const text = useAgreementTexts();
  const open = decisions.filter(({ shared }) => shared);
  const closing = new Set(
    decisions
      .flatMap((decision) => (decision.shared ? [] : decision.rules))
      .filter((id) => rules.some((rule) => rule.id === id && rule.effect === 'FORBID')),
  );
  const only = open[0]?.assurance === 'dpop' ? text('withKey') : text('withoutKey');
  const word = open.length === decisions.length ? text('shared') : only;
  return (
    <Table.Td className={classes[open.length > 0 ? 'open' : 'closed'] ?? ''}>
      {open.length > 0 ? word : <NotShared />}
      {closing.size > 0 && <Text size="xs">{text('closedBy', { rules: [...closing].join(', ') })}</Text>}
    </Table.Td>
  );
}

function NotShared(): ReactNode {
  const text = useAgreementTexts();
  return (
    <>
      <span aria-hidden>{'–'}</span>
      <VisuallyHidden>{text('notShared')}</VisuallyHidden>
    </>
  );
}
