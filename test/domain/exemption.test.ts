import { expect, test } from '@jest/globals';
import { exemptionInForce } from '../../shared/domain/exemption';
import { anExemption } from '../builders/a-memory';
import { at } from '../builders/at';

const key = anExemption().subjectKey;

test('an exemption holds for its own subject and no other', () => {
  expect(exemptionInForce([anExemption()], key, at(0))).toEqual(anExemption());
  expect(exemptionInForce([anExemption()], `${key}-other`, at(0))).toBeUndefined();
});

test('an exemption of the whole account holds for each of its subjects', () => {
  const wide = anExemption({ subjectKey: '*' });
  expect(exemptionInForce([wide], key, at(0))).toEqual(wide);
});

test('an exemption no longer holds at its end', () => {
  const exemption = anExemption({ until: at(600) });
  expect(exemptionInForce([exemption], key, at(599))).toEqual(exemption);
  expect(exemptionInForce([exemption], key, at(600))).toBeUndefined();
});

test('the longest of several exemptions counts', () => {
  const short = anExemption({ id: 'short', until: at(100) });
  const long = anExemption({ id: 'long', until: at(900), subjectKey: '*' });
  expect(exemptionInForce([short, long], key, at(0))?.id).toBe('long');
});
