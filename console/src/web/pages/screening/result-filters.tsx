import { Button, Group, Select, Text, TextInput } from '@mantine/core';
import type { SpecialGroup } from '@hearthgate/schema/vocabulary';
import type { ReactNode } from 'react';
import { useFormats } from '../../shell/i18n/use-formats.ts';
import { useTerms } from '../../shell/terms/use-terms.ts';
import type { ResultFilter } from './result-filter.ts';
import { ATTENTIONS, type Attention } from './result-row.ts';
import { useScreeningTexts } from './texts.ts';

export interface ResultFiltersProps {
  readonly filter: ResultFilter;
  readonly onChange: (filter: ResultFilter) => void;
  /** Those that occur. */
  readonly groups: readonly SpecialGroup[];
  readonly shown: number;
  readonly total: number;
}

export function ResultFilters({ filter, onChange, groups, shown, total }: ResultFiltersProps): ReactNode {
  const text = useScreeningTexts();
  const terms = useTerms();
  const formats = useFormats();
  const isFiltered = filter.attention !== undefined || filter.group !== undefined || filter.number !== '';
  return (
    <Group align="end">
      <Select
        label={text('filter')}
        placeholder={text('attention_all')}
        clearable
        data={ATTENTIONS.map((value) => ({ value, label: text(`attention_${value}`) }))}
        value={filter.attention ?? null}
        onChange={(value) => {
          onChange({ ...filter, attention: (value as Attention | null) ?? undefined });
        }}
      />
      {groups.length > 0 && (
        <Select
          label={text('group')}
          placeholder={text('anyGroup')}
          clearable
          data={groups.map((value) => ({ value, label: terms('group', value) }))}
          value={filter.group ?? null}
          onChange={(value) => {
            onChange({ ...filter, group: (value as SpecialGroup | null) ?? undefined });
          }}
        />
      )}
      <TextInput
        label={text('search')}
        value={filter.number}
        maxLength={19}
        autoComplete="off"
        onChange={({ currentTarget }) => {
          onChange({ ...filter, number: currentTarget.value });
        }}
      />
      {isFiltered && (
        <Button
          variant="default"
          onClick={() => {
            onChange({ attention: undefined, group: undefined, number: '' });
          }}
        >
          {text('clear')}
        </Button>
      )}
      <Text role="status" pb={6} data-testid="shown">
        {text('shown', { shown: formats.number(shown), total: formats.number(total) })}
      </Text>
    </Group>
  );
}
