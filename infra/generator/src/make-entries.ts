import type { DisabilityRow, Entries, OrphanRow, Person, PovertyRow, SubsistenceRow } from './household.ts';
import type { Family } from './make-family.ts';
import { brokenCell, type NumberCell, numberCell } from './number-cell.ts';
import type { Random } from './random.ts';
import type { RegisterFile, World } from './world.ts';

const BROKEN = 0.02;
/** A household's bad member costs that member alone, so that there can be many of them. */
const BROKEN_MEMBER = 0.15;

/** What the four offices hold on one family: mostly nothing. */
export function makeEntries(family: Family, householdCode: string, world: World, random: Random): Entries {
  const everyone = [family.student, ...family.guardians, family.grandparent];
  const { student, grandparent, guardians, sibling } = family;
  const poverty: Entries['poverty'][number][] = [];
  const subsistence: Entries['subsistence'][number][] = [];
  const disability: Entries['disability'][number][] = [];
  const orphans: Entries['orphans'][number][] = [];

  if (random.chance(0.09)) {
    const listed = random.pick([
      everyone,
      guardians,
      [student],
      [grandparent],
      [grandparent, student, sibling],
    ]);
    poverty.push(...povertyRows(listed, householdCode, world, random));
  }
  if (world.quirks.has('several-entries') && random.chance(0.01)) {
    poverty.push(...povertyRows([student], `${householdCode}-1`, world, random));
  }
  if (random.chance(0.07)) {
    const [head, ...members] = rotated(everyone, random);
    if (head) subsistence.push(subsistenceRow(head, members.slice(random.below(3)), world, random));
  }
  if (world.quirks.has('several-entries') && random.chance(0.01)) {
    subsistence.push(subsistenceRow(grandparent, [...guardians, student], world, random));
  }
  for (const person of everyone) {
    if (random.chance(0.025)) disability.push({ row: disabilityRow(person, world, random), person });
  }
  for (const person of [student, sibling, ...guardians]) {
    if (random.chance(0.01)) orphans.push({ row: orphanRow(person, world, random), person });
  }
  return { poverty, subsistence, disability, orphans };
}

function rotated(people: readonly Person[], random: Random): Person[] {
  const start = random.below(people.length);
  return [...people.slice(start), ...people.slice(0, start)];
}

/** The number as the register's file writes it; beyond repair now and then, when the world has such rows. */
function cell(
  person: Person,
  file: RegisterFile,
  world: World,
  random: Random,
  brokenShare = BROKEN,
): NumberCell {
  const broken = world.quirks.has('broken-rows') && random.chance(brokenShare);
  return (broken ? brokenCell : numberCell)(person.idNumber, world.files[file], random);
}

const inactive = (world: World, random: Random): boolean =>
  world.quirks.has('inactive') && random.chance(0.25);

/** One household of the registry, a row for each of its people; the types mislead about each other's columns. */
export function povertyRows(
  people: readonly Person[],
  householdCode: string,
  world: World,
  random: Random,
): { row: PovertyRow; person: Person }[] {
  const type = random.pick(['脱贫户', '脱贫户', '脱贫不稳定户', '边缘易致贫户', '突发严重困难户'] as const);
  const active = !inactive(world, random);
  const other = random.pick(['是', '否', ''] as const);
  const facts =
    type === '脱贫户'
      ? ({ riskEnded: other, supported: active ? '是' : '否' } as const)
      : ({ riskEnded: active ? '否' : '是', supported: other } as const);
  const head = people[0]?.name ?? '';
  return people.map((person, index) => ({
    person,
    row: {
      householdCode,
      head,
      name: person.name,
      number: cell(person, 'poverty', world, random),
      relation: index === 0 ? '户主' : '家庭成员',
      type,
      ...facts,
    },
  }));
}

export function subsistenceRow(
  head: Person,
  members: readonly Person[],
  world: World,
  random: Random,
): Entries['subsistence'][number] {
  const row: SubsistenceRow = {
    head: head.name,
    headNumber: cell(head, 'subsistence', world, random),
    category: random.pick([
      '城市低保',
      '农村低保',
      '农村低保',
      '低保边缘',
      '特困供养',
      '刚性支出困难',
      '其他低收入',
    ]),
    status: inactive(world, random) ? '停保' : '在保',
    since: String(2010 + random.below(16)),
    members: members.map((member) => cell(member, 'subsistence', world, random, BROKEN_MEMBER)),
  };
  return { row, head, members };
}

export function disabilityRow(person: Person, world: World, random: Random): DisabilityRow {
  const { asOfDay } = world;
  const lapses = inactive(world, random);
  const cancelled = lapses && random.chance(0.4);
  const valid = random.pick([null, asOfDay, asOfDay + 1, asOfDay + 800, asOfDay + 2400]);
  return {
    name: person.name,
    number: cell(person, 'disability', world, random),
    certificate: `${person.idNumber}${String(1 + random.below(7))}${String(1 + random.below(4))}${random.chance(0.05) ? 'B1' : ''}`,
    status: cancelled ? '注销' : '有效',
    validUntilDay: lapses && !cancelled ? asOfDay - random.pick([1, 30, 900]) : valid,
  };
}

export function orphanRow(person: Person, world: World, random: Random): OrphanRow {
  return {
    name: person.name,
    number: cell(person, 'orphans', world, random),
    type: random.pick(['孤儿', '孤儿', '事实无人抚养儿童']),
    status: inactive(world, random) ? '退出' : '在册',
  };
}
