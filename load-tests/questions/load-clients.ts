import type { County } from '../county/county.ts';

export interface LoadClient {
  readonly id: string;
  readonly purposes: readonly string[];
  readonly options: readonly string[];
}

/** A load test measures the gateway, not a client's limit; the limits have a client of their own. */
const free = ['--requests-per-second', '0', '--subjects-per-day', '0'];

/** A client for each school, an aid center over all of them, and one with a low rate. They send trusted documents only. */
export function loadClients({ schools }: County): readonly LoadClient[] {
  const [first] = schools;
  return [
    ...schools.map(({ code }, index) => ({
      id: `load-school-${String(index)}`,
      purposes: ['AID_ELIGIBILITY', 'FEE_WAIVER'],
      options: ['--role', 'SCHOOL_AID_OFFICE', '--school', code, ...free],
    })),
    {
      id: 'load-center',
      purposes: ['AID_ELIGIBILITY', 'ENROLLMENT_CHECK'],
      // Every made-up division lies in this province.
      options: ['--role', 'AID_CENTER', '--division', '990000', ...free],
    },
    {
      id: 'load-limited',
      purposes: ['AID_ELIGIBILITY'],
      options: [
        ...['--role', 'SCHOOL_AID_OFFICE', '--school', first?.code ?? ''],
        // Few enough that a flood of any size goes over it.
        ...['--requests-per-second', '2', '--subjects-per-day', '0'],
      ],
    },
  ];
}
