import type { Random } from './random.ts';

const SURNAMES = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶'] as [string, ...string[]];
const GIVEN = [...'建国志强佳娟丽英秀梓轩雨桐思杰燕峰远明晓海琪懿浩子欣哲'] as [string, ...string[]];
/** Names that only the four-byte part of GB 18030 can write, and one with the dot of many minorities' names. */
const RARE = ['李𠮷祥', '王䶮', '阿依古丽·买买提'] as const;

/** A made-up name. `rare` names need an encoding that can write them. */
export function makeName(random: Random, rare: boolean): string {
  if (rare && random.chance(0.01)) return random.pick(RARE);
  return random.pick(SURNAMES) + random.pick(GIVEN) + (random.chance(0.6) ? random.pick(GIVEN) : '');
}
