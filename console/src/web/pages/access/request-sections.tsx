import { List, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFormats } from '../../shell/i18n/use-formats.ts';
import { useTerms } from '../../shell/terms/use-terms.ts';
import { useOversightTexts } from '../oversight/texts.ts';
import type { RequestLeaf } from './leaf.ts';
import { Section } from './section.tsx';
import { useAccessTexts } from './texts.ts';

/** What was asked, what was decided and why, what was disclosed, who was asked for it. */
export function RequestSections({ leaf }: { readonly leaf: RequestLeaf }): ReactNode {
  return (
    <>
      <Decision leaf={leaf} />
      <Disclosed leaf={leaf} />
      <Agencies leaf={leaf} />
      <Rules leaf={leaf} />
    </>
  );
}

function useFieldNames(): (fields: readonly string[]) => string {
  const terms = useTerms();
  return (fields) => fields.map((field) => terms('field', field)).join(' · ');
}

function Decision({ leaf }: { readonly leaf: RequestLeaf }): ReactNode {
  const text = useAccessTexts();
  const oversight = useOversightTexts();
  const terms = useTerms();
  const fieldNames = useFieldNames();
  const { instant } = useFormats();
  const { client, outcome, legalBasis, caseRef, assurance, refusedFields = [] } = leaf;
  const decided =
    outcome === 'ANSWERED'
      ? text('answered')
      : outcome === 'FIELD_NOT_PERMITTED' && refusedFields.length > 0
        ? text('refusedFields', { fields: fieldNames(refusedFields) })
        : outcome === 'PURPOSE_NOT_PERMITTED'
          ? text('refusedPurpose')
          : text('refused', { outcome: terms('outcome', outcome) });
  return (
    <Section title={text('decision')}>
      <Text>{instant(leaf.time)}</Text>
      <Text>
        {text('asked', {
          client,
          role: terms('role', leaf.role),
          location: leaf.location === '*' ? oversight('everywhere') : leaf.location,
          purpose: terms('purpose', leaf.purpose),
        })}{' '}
        {text('basis', { legalBasis })} {caseRef !== undefined && text('caseRef', { caseRef })}
      </Text>
      <Text fw={600} data-decision={outcome}>
        {decided}
      </Text>
      <Text size="sm" c="dimmed">
        {text(assurance === 'dpop' ? 'dpop' : 'bearer')}
      </Text>
    </Section>
  );
}

function Disclosed({ leaf }: { readonly leaf: RequestLeaf }): ReactNode {
  const text = useAccessTexts();
  const fieldNames = useFieldNames();
  const { number } = useFormats();
  const words = (fields: readonly string[], count: number): string => {
    if (fields.length > 0)
      return text('disclosedCount', { fields: fieldNames(fields), count: number(count) });
    return text(leaf.outcome === 'ANSWERED' ? 'strangersCount' : 'askedOnly', { count: number(count) });
  };
  return (
    <Section title={text('disclosed')}>
      {leaf.disclosures.length === 0 ? (
        <Text>{text('nobody')}</Text>
      ) : (
        <List>
          {leaf.disclosures.map(({ fields, subjects }) => (
            <List.Item key={fields.join(' ')}>{words(fields, subjects.length)}</List.Item>
          ))}
        </List>
      )}
    </Section>
  );
}

function Agencies({ leaf: { agencies } }: { readonly leaf: RequestLeaf }): ReactNode {
  const text = useAccessTexts();
  const terms = useTerms();
  if (agencies.length === 0) {
    return (
      <Section title={text('agencies')}>
        <Text>{text('noAgency')}</Text>
      </Section>
    );
  }
  return (
    <Section title={text('agencies')}>
      <Table.ScrollContainer minWidth={520}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              {(['agency', 'agencyAnswered', 'agencyTxn'] as const).map((column) => (
                <Table.Th key={column} scope="col">
                  {text(column)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {agencies.map(({ agency, txn, answered }) => (
              <Table.Tr key={agency} data-agency={agency}>
                <Table.Th scope="row">{terms('agency', agency)}</Table.Th>
                <Table.Td>{text(answered ? 'yes' : 'no')}</Table.Td>
                <Table.Td>{txn}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  );
}

function Rules({ leaf }: { readonly leaf: RequestLeaf }): ReactNode {
  const text = useAccessTexts();
  const names = ['policy', 'mask', 'document', 'screening', 'traceId'] as const;
  return (
    <Section title={text('rules')}>
      <Table.ScrollContainer minWidth={520}>
        <Table variant="vertical" layout="fixed">
          <Table.Tbody>
            {names.map((name) => {
              const value = leaf[name];
              if (value === undefined) return null;
              return (
                <Table.Tr key={name}>
                  <Table.Th scope="row" w={260}>
                    {text(name)}
                  </Table.Th>
                  <Table.Td ff="monospace" fz="xs">
                    {value}
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Text size="sm" c="dimmed">
        {text('rulesNote')}
      </Text>
    </Section>
  );
}
