import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { readXlsx } from 'hucre/xlsx';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoConsole } from '../../../testing/demo-console.ts';
import { lianheNumbers } from '../../../testing/lianhe-numbers.ts';
import { openBrowser } from '../../../testing/open-browser.ts';
import { expectOfficersPage, personNumbers } from '../../../testing/expect-officers-page.ts';
import { seriousFindings } from '../../../testing/serious-findings.ts';
import { signInAs } from '../../../testing/sign-in-as.ts';

const run = promisify(execFile);
const own = lianheNumbers('3499107001');
const others = lianheNumbers('3499107002');
let browser: Browser;
const receipts: number[] = [];

async function ask(numbers: readonly string[], purpose: string): Promise<number> {
  const { dataDir, gatewayUrl } = demoConsole();
  const { stdout } = await run('npx', [
    'hearthgate',
    'token',
    ...['--client', 'lianhe-senior-1', '--purpose', purpose, '--data-dir', dataDir],
  ]);
  const response = await fetch(`${gatewayUrl}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${stdout.trim()}` },
    body: JSON.stringify({
      query: `query ($n: [StudentNumber!]!) { householdStatuses(studentNumbers: $n) {
        ... on HouseholdStatus { orphan { answer } disability { answer } } } }`,
      variables: { n: numbers },
    }),
  });
  const { extensions, errors } = (await response.json()) as {
    extensions: { receipt: { index: number } };
    errors?: unknown;
  };
  if (purpose === 'AID_ELIGIBILITY') expect(errors).toBeUndefined();
  return extensions.receipt.index;
}

beforeAll(async () => {
  browser = await openBrowser();
  // A school asks about its own students, is refused once, and walks through numbers that are not on its roll.
  receipts.push(await ask(own.slice(0, 5), 'AID_ELIGIBILITY'));
  receipts.push(await ask(own.slice(0, 2), 'STATISTICS'));
  receipts.push(await ask([own[0]!, ...others.slice(0, 40)], 'AID_ELIGIBILITY'));
});
afterAll(() => browser.close());

/** What the page asks the log for, so that the page can be held against it. */
async function askLog(page: Page, query: string): Promise<Record<string, never>> {
  return page.evaluate(async (text) => {
    const session = (await (await fetch('/api/session')).json()) as { csrfToken: string };
    const response = await fetch('/api/audit/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-csrf-token': session.csrfToken },
      body: JSON.stringify({ query: text, variables: {} }),
    });
    return ((await response.json()) as { data: Record<string, never> }).data;
  }, query);
}

async function downloaded(page: Page, format: string): Promise<Buffer> {
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: format, exact: true }).click();
  return readFile(await (await saving).path());
}

test('from sign-in to the overview: what was asked, and that the log holds', async () => {
  await using opened = await signInAs(browser, 'lianhe-reviewer');
  const { page, problems } = opened;
  await page.waitForURL('**/overview');
  const shown = async (figure: string): Promise<number> =>
    Number((await page.locator(`[data-figure=${figure}] [data-value]`).innerText()).replaceAll(',', ''));
  const told = async (): Promise<{ subjects: number; refused: number }> => {
    const now = Date.now();
    const range = `from: "${new Date(now - 7 * 86_400_000).toISOString()}", to: "${new Date(now).toISOString()}"`;
    const { overview } = await askLog(page, `{ overview(${range}) { subjects refused } }`);
    return overview as unknown as { subjects: number; refused: number };
  };
  // Others ask meanwhile: what the page shows lies between what the log told before and what it tells after.
  const before = await told();
  await page.reload();
  await page.locator('[data-verified="true"]').waitFor();
  await page.locator('[data-figure=answered] [data-value]').waitFor();
  const seen = { subjects: await shown('students'), refused: await shown('refused') };
  const after = await told();
  for (const figure of ['subjects', 'refused'] as const) {
    expect(seen[figure]).toBeGreaterThanOrEqual(before[figure]);
    expect(seen[figure]).toBeLessThanOrEqual(after[figure]);
  }
  expect(seen.subjects).toBeGreaterThanOrEqual(46);
  expect(seen.refused).toBeGreaterThanOrEqual(1);
  // Behind each chart stands its table.
  const places = page.getByRole('region', { name: 'By school, division or agency' });
  await places.getByText('Table', { exact: true }).click();
  await places.getByRole('rowheader', { name: '3499107001' }).waitFor();
  await page.getByRole('button', { name: 'Checked now' }).click();
  await page.getByText('The last checkpoint bears this log’s signature').waitFor();
  await expectOfficersPage(page, problems);
});

test('a search lives in the address, and what is on the screen is saved as it is', async () => {
  await using opened = await signInAs(browser, 'lianhe-reviewer', { path: '/accesses' });
  const { page, problems } = opened;
  await page.getByLabel('Who (client or user)').fill('lianhe-senior-1');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.waitForURL('**/accesses?client=lianhe-senior-1');
  for (const index of receipts) await page.locator(`[data-entry="${String(index)}"]`).waitFor();
  await page.reload();
  await page.locator(`[data-entry="${String(receipts[0])}"]`).waitFor();
  const indexes = (await page.locator('[data-entry]').all()).map((row) => row.getAttribute('data-entry'));
  const wanted = (await Promise.all(indexes)).map(Number);
  const ndjson = (await downloaded(page, 'NDJSON')).toString().trim().split('\n');
  expect(ndjson.map((line) => (JSON.parse(line) as { index: number }).index)).toEqual(wanted);
  const csv = (await downloaded(page, 'CSV')).toString();
  expect(csv.charCodeAt(0)).toBe(0xfeff);
  expect(csv).toContain('lianhe-senior-1');
  const { sheets } = await readXlsx(new Uint8Array(await downloaded(page, 'XLSX')));
  expect(sheets[0]?.rows.slice(1).map(([index]) => Number(index))).toEqual(wanted);
  for (const file of [ndjson.join('\n'), csv]) expect(file).not.toMatch(personNumbers);
  // A condition that nothing meets.
  await page.goto('/accesses?client=nobody-at-all&field=;drop&purpose=%3Cscript%3E');
  await page.getByText('Nothing in the log matches').waitFor();
  await expectOfficersPage(page, problems);
});

describe('one access in full', () => {
  test('tells what was decided, and its receipt is checked in the browser', async () => {
    const index = String(receipts[2]);
    await using opened = await signInAs(browser, 'lianhe-reviewer', { path: `/accesses/${index}` });
    const { page, problems } = opened;
    await page.locator('[data-receipt=holds]').waitFor();
    await page.getByText('40 numbers were not on the caller’s roll').waitFor();
    await page.locator('[data-decision=ANSWERED]').waitFor();
    await page.locator('[data-agency=disability]').waitFor();
    const { proof } = await askLog(page, `{ proof(index: ${index}) { entry { leaf } } }`);
    const { entry } = proof as unknown as { entry: { leaf: string } };
    expect(await page.locator('[data-source=leaf]').innerText()).toBe(entry.leaf);
    await expectOfficersPage(page, problems);
    await page.goto(`/accesses/${String(receipts[1])}`);
    await page
      .locator('[data-decision=PURPOSE_NOT_PERMITTED], [data-decision=FIELD_NOT_PERMITTED]')
      .waitFor();
    await page.goto('/accesses/999999999');
    await page.getByText('The log has no such entry').waitFor();
  });

  interface Proof {
    proof: string;
    entry: { leaf: string };
  }
  test.each([
    [
      'an entry that was changed',
      (proof: Proof) => {
        proof.entry.leaf = proof.entry.leaf.replace('"orphan"', '"orphans"');
      },
      'HASH',
    ],
    [
      'a checkpoint that was changed',
      (proof: Proof) => {
        proof.proof = proof.proof.replace(/\n(\d+)(\n[\w+/=]{44}\n\n— )/, '\n9$1$2');
      },
      'SIGNATURE',
    ],
    [
      'a proof of another entry',
      (proof: Proof) => {
        proof.proof = proof.proof.replace(/index \d+/, 'index 0');
      },
      'INCLUSION',
    ],
  ])('%s is found out there', async (_what, change, step) => {
    await using opened = await signInAs(browser, 'lianhe-reviewer', { path: '/students' });
    const { page } = opened;
    await page.route('**/api/audit/graphql', async (route) => {
      const response = await route.fetch();
      const answer = (await response.json()) as { data: { proof?: Proof } };
      if (answer.data.proof) change(answer.data.proof);
      await route.fulfill({ response, json: answer });
    });
    await page.goto(`/accesses/${String(receipts[0])}`);
    await page.locator('[data-receipt=broken]').waitFor();
    expect(await page.locator(`[data-step=${step}]`).innerText()).toContain('✗');
  });
});

test('who asked about a student needs a reason, is logged, and the number stays nowhere', async () => {
  await using opened = await signInAs(browser, 'lianhe-reviewer', { path: '/students' });
  const { page, context, problems } = opened;
  const urls: string[] = [];
  context.on('request', (request) => urls.push(request.url()));
  const number = page.getByLabel('Student number');
  const reason = page.getByLabel('Reason');
  await number.fill(own[0]!);
  await reason.fill(`about ${own[0]!}`);
  await page.getByRole('button', { name: 'Look it up' }).click();
  await page.getByText('the reason stays in the log', { exact: false }).waitFor();
  await reason.fill('complaint 2026-117 <script>document.title = "taken"</script>');
  await page.getByRole('button', { name: 'Look it up' }).click();
  for (const index of [receipts[0], receipts[2]])
    await page.locator(`[data-entry="${String(index)}"]`).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  expect(urls.join('\n')).not.toContain(own[0]);
  // That it was looked up is the newest entry, with the reason, in which nothing runs.
  const { search } = await askLog(
    page,
    '{ search(first: 5, filter: { client: "lianhe-reviewer" }) { entries { index leaf } } }',
  );
  const { entries } = search as unknown as { entries: { index: number; leaf: string }[] };
  const logged = entries.find(({ leaf }) => leaf.includes('"operations":["whoSaw"]'));
  expect(logged?.leaf).toContain('complaint 2026-117');
  expect(logged?.leaf).not.toContain(own[0]);
  await page.getByRole('link', { name: 'Overview' }).click();
  await page.waitForURL('**/overview');
  await page.goBack();
  expect(await number.inputValue()).toBe('');
  await page.goto(`/accesses/${String(logged?.index)}`);
  await page.locator('[data-receipt=holds]').waitFor();
  expect(await page.title()).not.toBe('taken');
  await expectOfficersPage(page, problems);
});

test('unusual access has its rule in words, its entries and a note that is kept and runs nothing', async () => {
  await using opened = await signInAs(browser, 'lianhe-reviewer', { path: '/unusual?state=ALL' });
  const { page, problems } = opened;
  const finding = page.locator('[data-rule=WALKING_NUMBERS]').first();
  await expect
    .poll(
      async () => {
        await page.reload();
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.getByRole('status').waitFor({ state: 'detached' });
        return finding.count();
      },
      { timeout: 60_000 },
    )
    .toBe(1);
  await finding.getByText('lianhe-senior-1 asked about').waitFor();
  await finding.getByRole('link', { name: `Entry ${String(receipts[2])}` }).waitFor();
  await expectOfficersPage(page, problems);
  const id = await finding.getAttribute('data-finding');
  const note = `roster ${String(receipts[2])} <img src=x onerror="document.title=1"><script>document.title = "taken"</script>`;
  await finding.getByLabel('Note').fill(`call 138 0013 8000`);
  await finding.getByRole('button', { name: 'Keep this' }).click();
  await finding.getByText('the note stays in the log', { exact: false }).waitFor();
  await finding.getByLabel('Note').fill(note);
  await finding.getByRole('button', { name: 'Keep this' }).click();
  await page.getByText('It is kept, and in the log').waitFor();
  await page.goto('/unusual?state=EXPLAINED');
  const explained = page.locator(`[data-finding="${String(id)}"]`);
  await explained.getByText(note).waitFor();
  await explained.locator('[data-state=EXPLAINED]').waitFor();
  expect(await page.title()).toContain('Unusual access');
  const { search } = await askLog(
    page,
    '{ search(first: 9, filter: { client: "lianhe-reviewer" }) { entries { leaf } } }',
  );
  expect(JSON.stringify(search)).toContain('reviewUnusual');
  await expectOfficersPage(page, problems);
});
