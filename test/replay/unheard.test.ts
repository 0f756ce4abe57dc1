import { expect, test } from '@jest/globals';
import { isUnheard } from '../../services/cli/replay/unheard';
import { rows } from '../../shared/tampering/records/catalogue';
import { forwardedCalls } from '../techniques/forwarded-calls';

test('a replay says of every call that no deployed rule forwards that a warden hears nothing of it', () => {
  // Lambda writes a version behind its names.
  const forwarded = new Set(forwardedCalls().map((call) => call.replace(/20\d{6}(v\d+)?$/, '')));
  const calls = rows.flatMap(({ id, events }) =>
    Object.entries(events).flatMap(([eventSource, names]) =>
      names.map((eventName) => ({ row: id, eventSource, eventName })),
    ),
  );
  const notForwarded = calls.filter(
    ({ eventSource, eventName }) => !forwarded.has(`${eventSource} ${eventName}`),
  );
  expect(notForwarded.length).toBeGreaterThan(10);
  expect(notForwarded.filter((call) => !isUnheard(call))).toEqual([]);
});
