import { Button, Group, Paper, Select, SimpleGrid, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useForm } from '@mantine/form';
import { PURPOSES } from '@hearthgate/schema/vocabulary';
import type { ReactNode } from 'react';
import { useTerms } from '../../shell/terms/use-terms.ts';
import { type AccessFilter, accessFilter } from './filter.ts';
import { useAccessesTexts } from './texts.ts';

export interface FilterFormProps {
  readonly filter: AccessFilter;
  readonly onSearch: (filter: AccessFilter) => void;
}

const outcomes = [
  'ANSWERED',
  'PURPOSE_NOT_PERMITTED',
  'FIELD_NOT_PERMITTED',
  'DOCUMENT_NOT_TRUSTED',
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'REQUEST_TOO_LARGE',
  'SUBJECT_LIMIT_EXCEEDED',
  'INTERNAL',
];
const fields = [
  'studentNumber',
  'enrollment',
  'povertyRegistry',
  'subsistenceAllowance',
  'disability',
  'orphan',
  'specialGroups',
  'complete',
  'qualifies',
  'registers',
];

/** The conditions of a search. What it finds stands in the address. */
export function FilterForm({ filter, onSearch }: FilterFormProps): ReactNode {
  const text = useAccessesTexts();
  const terms = useTerms();
  const isName = (value: string): string | null =>
    accessFilter.shape.client.parse(value.trim() || undefined) === (value.trim() || undefined)
      ? null
      : text('noName');
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: valuesOf(filter),
    validate: { client: isName, school: isName },
  });
  const named = (kind: 'purpose' | 'outcome' | 'field', codes: readonly string[]) =>
    codes.map((value) => ({ value, label: terms(kind, value) }));
  const select = (kind: 'purpose' | 'outcome' | 'field', codes: readonly string[]): ReactNode => (
    <Select
      label={text(kind)}
      placeholder={text('any')}
      data={named(kind, codes)}
      clearable
      searchable
      key={form.key(kind)}
      {...form.getInputProps(kind)}
    />
  );
  return (
    <Paper withBorder p="md" radius="md">
      <form
        onSubmit={form.onSubmit((values) => {
          onSearch(filterOf(values));
        })}
      >
        <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }}>
          <DateInput label={text('from')} clearable key={form.key('from')} {...form.getInputProps('from')} />
          <DateInput label={text('to')} clearable key={form.key('to')} {...form.getInputProps('to')} />
          <TextInput label={text('client')} key={form.key('client')} {...form.getInputProps('client')} />
          <TextInput label={text('school')} key={form.key('school')} {...form.getInputProps('school')} />
          {select('purpose', PURPOSES)}
          {select('outcome', outcomes)}
          {select('field', fields)}
        </SimpleGrid>
        <Group mt="md">
          <Button type="submit">{text('search')}</Button>
          <Button
            variant="default"
            onClick={() => {
              onSearch({});
            }}
          >
            {text('clear')}
          </Button>
        </Group>
      </form>
    </Paper>
  );
}

function valuesOf({ from, to, client, school, purpose, outcome, field }: AccessFilter) {
  return {
    from: from ?? null,
    to: to ?? null,
    client: client ?? '',
    school: school ?? '',
    purpose: purpose ?? null,
    outcome: outcome ?? null,
    field: field ?? null,
  };
}

function filterOf(values: ReturnType<typeof valuesOf>): AccessFilter {
  const given = Object.entries(values).map(([name, value]) => [name, value?.trim() || undefined]);
  return accessFilter.parse(Object.fromEntries(given));
}
