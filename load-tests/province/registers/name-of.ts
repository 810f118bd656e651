const surnames = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗';
const given = '伟芳娜敏静秀丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉萍红娥玲文辉建国宁雪梅林龙波';

/** A made-up name, the same for one ID number in every register. */
export function nameOf(idNumber: string): string {
  const n = Number(idNumber.slice(5, 17));
  const first = given[Math.floor(n / 20) % given.length] ?? '';
  const second = given[Math.floor(n / 977) % given.length] ?? '';
  return (surnames[n % surnames.length] ?? '') + first + second;
}
