import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Parsed, parseSignal } from '../../shared/signal/parse-signal';
import { anEnvelope, aRecord } from '../builders/an-envelope';
import { at } from '../builders/at';

const ONE_SENTENCE = /^The (message|record) [^\n]+\.$/;

/** What must hold of every result. */
function check(parsed: Parsed, account?: unknown): void {
  if (parsed.kind === 'refused') {
    expect(parsed.why).toMatch(ONE_SENTENCE);
    return;
  }
  expect(parsed.signal.accountId).toMatch(/^\d{12}$/);
  if (account !== undefined) expect(parsed.signal.accountId).toBe(account);
}

/**
 * Any UTF-16 whatsoever, halves of characters too. Not fc.string({ unit: 'binary' }), which takes half a
 * second to write down every character there is.
 */
const anyText = fc.oneof(
  fc.uint16Array().map((units) => String.fromCharCode(...units)),
  fc.string(),
);

/** Any JSON, and the fields of a real record with any JSON in them. */
const hostile = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom('', 'main', 'arn:aws:', '__proto__'),
);
const fieldsOf = (names: readonly string[]) =>
  fc.record(Object.fromEntries(names.map((name) => [name, hostile])), { requiredKeys: [] });
const optional = Object.keys(aRecord()).filter(
  (name) => !['eventID', 'eventSource', 'eventName', 'recipientAccountId'].includes(name),
);

test('no text whatsoever makes the parser throw', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      check(parseSignal(text, at(1)));
    }),
    { numRuns: 200 },
  );
});

test('no JSON whatsoever makes the parser throw', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      check(parseSignal(text, at(1)));
    }),
  );
});

test('no envelope with anything in its fields makes the parser throw, or changes the account', () => {
  fc.assert(
    fc.property(fieldsOf(Object.keys(anEnvelope())), (different) => {
      const envelope = anEnvelope(different);
      check(parseSignal(JSON.stringify(envelope), at(1)), envelope.account);
    }),
  );
});

test('no content of a record prevents the signal', () => {
  fc.assert(
    fc.property(fieldsOf(optional), (different) => {
      const body = JSON.stringify(anEnvelope({ detail: aRecord(different) }));
      expect(parseSignal(body, at(1))).toMatchObject({
        kind: 'signal',
        signal: { kind: 'event', accountId: '111122223333', region: 'us-east-1' },
      });
    }),
  );
});

test('a record that claims any other recipient account is refused', () => {
  const claimed = fc.string({ minLength: 1 }).filter((text) => text !== '111122223333');
  fc.assert(
    fc.property(claimed, (recipientAccountId) => {
      const body = JSON.stringify(anEnvelope({ detail: aRecord({ recipientAccountId }) }));
      expect(parseSignal(body, at(1)).kind).toBe('refused');
    }),
  );
});

test('a record with any trail name leads to a look at a whole trail ARN, or to none', () => {
  fc.assert(
    fc.property(anyText, (name) => {
      const body = JSON.stringify(anEnvelope({ detail: aRecord({ requestParameters: { name } }) }));
      const parsed = parseSignal(body, at(1));
      const [subject] = parsed.kind === 'signal' ? parsed.subjects : [];
      expect(subject?.id ?? 'nothing').toMatch(
        /^(nothing|arn:aws[a-z-]*:cloudtrail:[a-z0-9-]+:\d{12}:trail\/[\w.-]+)$/,
      );
    }),
    { numRuns: 200 },
  );
});
