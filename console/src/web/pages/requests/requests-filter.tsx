import { Group, Input, SegmentedControl } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import dayjs from 'dayjs';
import { type ReactNode, useState } from 'react';
import { dayRange } from './day-range.ts';
import { requestsRoute } from './requests-route.ts';
import { useRequestsTexts } from './texts.ts';

/** Which days are shown and what is counted; both go into the address. */
export function RequestsFilter(): ReactNode {
  const text = useRequestsTexts();
  const search = requestsRoute.useSearch();
  const navigate = requestsRoute.useNavigate();
  const { from, to } = dayRange(search);
  // While only the first of two days is chosen there is no range for the address yet.
  const [draft, setDraft] = useState<[string | null, string | null]>();
  const today = dayjs().format('YYYY-MM-DD');
  const daysBack = (days: number): [string, string] => [
    dayjs()
      .subtract(days - 1, 'day')
      .format('YYYY-MM-DD'),
    today,
  ];
  return (
    <Group gap="lg" align="flex-end">
      <DatePickerInput
        type="range"
        valueFormat="YYYY-MM-DD"
        label={text('days')}
        allowSingleDateInRange
        maxDate={today}
        w={{ base: '100%', xs: 320 }}
        value={draft ?? [from, to]}
        presets={[
          { value: daysBack(1), label: text('today') },
          { value: daysBack(7), label: text('lastWeek') },
          { value: daysBack(30), label: text('lastMonth') },
          { value: daysBack(365), label: text('lastYear') },
        ]}
        onChange={(days) => {
          const [first, last] = days;
          setDraft(first !== null && last !== null ? undefined : days);
          if (first === null || last === null) return;
          void navigate({ search: (before) => ({ ...before, from: first, to: last }) });
        }}
      />
      <Input.Wrapper label={text('counted')} labelElement="div">
        <div>
          <SegmentedControl
            aria-label={text('counted')}
            data={[
              { value: 'requests', label: text('requests') },
              { value: 'students', label: text('students') },
            ]}
            value={search.count ?? 'requests'}
            onChange={(value) => {
              const count = value === 'students' ? 'students' : undefined;
              void navigate({ search: (before) => ({ ...before, count }), replace: true });
            }}
          />
        </div>
      </Input.Wrapper>
    </Group>
  );
}
