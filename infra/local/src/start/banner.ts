import { resolve } from 'node:path';
import type { LocalConfig } from '../config.ts';
import { demoClients } from './demo-clients.ts';
import type { RunFile } from '../run-file/run-file.ts';
import { pickDemoStudent } from './pick-demo-student.ts';
import type { RunningSystem } from './start-system.ts';

const query =
  'query($n: StudentNumber!) { householdStatus(studentNumber: $n) { ... on HouseholdStatus { studentNumber ' +
  'povertyRegistry { answer asOf } subsistenceAllowance { answer } disability { answer } orphan { answer } ' +
  'specialGroups complete qualifies(program: SENIOR_NATIONAL_GRANT) { answer } } } }';

/** What a running system says of itself: where it is, who may ask, and a request to paste. */
export function banner(config: LocalConfig, system: Pick<RunningSystem, 'runFile' | 'demo'>): string {
  const { runFile, demo } = system;
  const lines = [
    '',
    'Hearthgate is ready · 已就绪',
    '',
    `  gateway 网关    ${runFile.gateway.url}/graphql`,
    `  issuer 签发方   ${runFile.issuer.url}`,
    ...(runFile.console ? [`  console 控制台  ${runFile.console.url}`] : []),
    ...Object.entries(runFile.agencies).map(([agency, { url }]) => `  ${agency.padEnd(22)} ${url}`),
    `  data 数据       ${config.dataDir}`,
    '',
    ...(demo === 'lianhe' ? demoLines(config, runFile.gateway.url) : ownDataLines(config)),
    ...peopleLines(runFile),
    '',
    'Ctrl-C stops everything. 按 Ctrl-C 停止。',
    '',
  ];
  return lines.join('\n');
}

function demoLines(config: LocalConfig, gatewayUrl: string): string[] {
  const [client] = demoClients;
  const student = pickDemoStudent(client?.school ?? '');
  const body = JSON.stringify({ query, variables: { n: student } });
  const token = `npx hearthgate token --client ${client?.id ?? ''} --purpose AID_ELIGIBILITY${dataDirOption(config)}`;
  return [
    `Demo clients 演示客户端: ${demoClients.map(({ id }) => id).join(', ')}`,
    '',
    'Ask for a student, from another terminal · 在另一个终端查询一名学生:',
    '',
    `curl -s ${gatewayUrl}/graphql -H "authorization: Bearer $(${token})" -H 'content-type: application/json' -d '${body}'`,
  ];
}

/** Whom to sign in as. Of the demo's people alone are passwords known. */
function peopleLines({ console: served, users }: RunFile): string[] {
  if (served === undefined || users.length === 0) return [];
  const width = Math.max(...users.map(({ username }) => username.length));
  return [
    '',
    `Sign in at ${served.url} as one of · 以下列账号之一登录:`,
    '',
    ...users.map(
      ({ username, password, role }) => `  ${username.padEnd(width)}  ${password.padEnd(16)}  ${role}`,
    ),
  ];
}

function ownDataLines(config: LocalConfig): string[] {
  const option = dataDirOption(config);
  return [
    'Import registers, then register a client · 先导入名册,再登记客户端:',
    '',
    `  npx hearthgate import schools FILE${option}`,
    `  npx hearthgate import enrollment FILE${option}`,
    `  npx hearthgate client add --id my-school --role SCHOOL_AID_OFFICE --school CODE${option}`,
    '',
    'For people who work in the console · 为使用控制台的人员开设账号:',
    '',
    `  npx hearthgate user add --username NAME --role SCHOOL_AID_OFFICE --school CODE${option}`,
  ];
}

/** Needed in the other terminal unless the directory is where every command looks by itself. */
function dataDirOption({ dataDir }: LocalConfig): string {
  return dataDir === resolve('.data') ? '' : ` --data-dir '${dataDir.replaceAll("'", String.raw`'\''`)}'`;
}
