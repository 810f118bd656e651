import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFormats } from '../../shell/i18n/use-formats.ts';
import { useTerms } from '../../shell/terms/use-terms.ts';
import type { Leaf, ReviewLeaf } from './leaf.ts';
import { RequestSections } from './request-sections.tsx';
import { Section } from './section.tsx';
import { useAccessTexts } from './texts.ts';

/** What a leaf says, in words. */
export function LeafSections({ leaf }: { readonly leaf: Leaf | undefined }): ReactNode {
  const text = useAccessTexts();
  const { instant } = useFormats();
  if (!leaf) return <Text>{text('unknownForm')}</Text>;
  switch (leaf.kind) {
    case 'REQUEST':
      return <RequestSections leaf={leaf} />;
    case 'REVIEW':
      return <ReviewSection leaf={leaf} />;
    case 'REFUSALS':
      return <Refusals leaf={leaf} />;
    case 'START':
      return (
        <Section title={text('decision')}>
          <Text>{instant(leaf.time)}</Text>
          <Text>{text('start', { policy: leaf.policy })}</Text>
        </Section>
      );
  }
}

function ReviewSection({ leaf }: { readonly leaf: ReviewLeaf }): ReactNode {
  const text = useAccessTexts();
  const terms = useTerms();
  const { instant, number } = useFormats();
  const { client, operations, results, reason, filter, subjects, outcome } = leaf;
  const given = Object.entries(filter ?? {}).map(([name, value]) => `${name} = ${value}`);
  return (
    <Section title={text('decision')}>
      <Text>{instant(leaf.time)}</Text>
      <Text>
        {text('review', { client, operations: operations.join(', ') || '–', results: number(results) })}
      </Text>
      {reason !== undefined && <Text>{text('reviewReason', { reason })}</Text>}
      {given.length > 0 && <Text>{text('reviewFilter', { filter: given.join(' · ') })}</Text>}
      {subjects.length > 0 && <Text>{text('reviewSubjects')}</Text>}
      {outcome !== 'ANSWERED' && <Text>{text('refused', { outcome: terms('outcome', outcome) })}</Text>}
    </Section>
  );
}

function Refusals({ leaf }: { readonly leaf: Extract<Leaf, { kind: 'REFUSALS' }> }): ReactNode {
  const text = useAccessTexts();
  const terms = useTerms();
  const { instant, number } = useFormats();
  const { caller, from, to, counts } = leaf;
  return (
    <Section title={text('decision')}>
      <Text>
        {text('refusals', {
          caller: caller.client ?? caller.network ?? '–',
          from: instant(from),
          to: instant(to),
        })}
      </Text>
      <Table className="figures" maw={480}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{text('outcome')}</Table.Th>
            <Table.Th scope="col">{text('count')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {Object.entries(counts).map(([code, count]) => (
            <Table.Tr key={code}>
              <Table.Th scope="row">{terms('outcome', code)}</Table.Th>
              <Table.Td>{number(count)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Section>
  );
}
