import { expect, test } from '@jest/globals';
import { isUnheard } from '../../services/cli/replay/unheard';
import { rows } from '../../shared/tampering/records/catalogue';
import { findReported } from '../../shared/tampering/reported/catalogue';
import { forwardedCalls } from '../techniques/forwarded-calls';

const calls = rows.flatMap(({ id, events }) =>
  Object.entries(events).flatMap(([eventSource, names]) =>
    names.map((eventName) => ({ row: id, eventSource, eventName })),
  ),
);
// Lambda writes a version behind its names.
const forwarded = new Set(forwardedCalls().map((call) => call.replace(/20\d{6}(v\d+)?$/, '')));

test('a replay says of every call that no deployed rule forwards that a warden hears nothing of it', () => {
  const notForwarded = calls.filter(
    ({ eventSource, eventName }) => !forwarded.has(`${eventSource} ${eventName}`),
  );
  expect(notForwarded.length).toBeGreaterThan(10);
  expect(notForwarded.filter((call) => !isUnheard(call))).toEqual([]);
});

test('it does not say so of a call that a rule forwards, unless its row says why that is not enough', () => {
  const said = calls.filter(
    ({ row, eventSource, eventName }) =>
      forwarded.has(`${eventSource} ${eventName}`) &&
      !Object.hasOwn(findReported(row)?.notForwarded ?? {}, `${eventSource} ${eventName}`),
  );
  expect(said.length).toBeGreaterThan(100);
  expect(said.filter(isUnheard)).toEqual([]);
});

test('a function is known under the name with a version that Lambda records', () => {
  const eventSource = 'lambda.amazonaws.com';
  const eventName = 'UpdateFunctionCode20150331v2';
  expect(isUnheard({ row: 'GRD-03', eventSource, eventName })).toBe(false);
});
