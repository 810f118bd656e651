import { expect, test } from 'vitest';
import { entryForTests } from '../entry-for-tests.ts';
import { limits } from '../limits.ts';
import { checkedLeaf } from './checked-leaf.ts';
import { type RequestForm, requestForm } from './request-form.ts';
import { RequestForms } from './request-forms.ts';

const told = entryForTests();
const leaf = checkedLeaf(told, { version: 1, pseudonymOf: () => 'A'.repeat(22) });
if (leaf.kind !== 'REQUEST') throw new Error('another kind');
const known = requestForm(told, leaf, 1);

function formOf(traits: Partial<RequestForm['traits']>): RequestForm {
  if (!known) throw new Error('no form');
  return { ...known, traits: { ...known.traits, ...traits } };
}

test('a form is found by whoever has its traits, among those of its client', () => {
  const forms = new RequestForms();
  const [first, second] = [formOf({ location: 'first' }), formOf({ location: 'second' })];
  forms.keep(first);
  forms.keep(second);
  expect(forms.find({ ...told, location: 'first' }, 1)).toBe(first);
  expect(forms.find({ ...told, location: 'second' }, 1)).toBe(second);
  expect(forms.find({ ...told, location: 'third' }, 1)).toBeUndefined();
  expect(forms.find({ ...told, location: 'first', client: 'another' }, 1)).toBeUndefined();
});

test('a client with too many forms loses its own, and nobody else theirs', () => {
  const forms = new RequestForms();
  const other = formOf({ client: 'other' });
  forms.keep(other);
  for (let n = 0; n <= limits.maxRequestFormsPerClient; n += 1) forms.keep(formOf({ location: String(n) }));
  expect(forms.find({ ...told, location: '0' }, 1)).toBeUndefined();
  expect(forms.find({ ...told, location: String(limits.maxRequestFormsPerClient) }, 1)).toBeDefined();
  expect(forms.find({ ...told, client: 'other' }, 1)).toBe(other);
});

test('clients without number leave no more forms than the log has room for', () => {
  const forms = new RequestForms();
  for (let n = 0; n <= limits.maxRequestForms; n += 1) forms.keep(formOf({ client: String(n) }));
  const found = Array.from({ length: limits.maxRequestForms + 1 }, (_, n) =>
    forms.find({ ...told, client: String(n) }, 1),
  );
  expect(found.filter(Boolean).length).toBeLessThanOrEqual(limits.maxRequestForms);
  expect(found.at(-1)).toBeDefined();
});
