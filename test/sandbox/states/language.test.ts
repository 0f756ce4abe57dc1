import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { flow, type StatesUnderTest, statesUnderTest } from './states-under-test';

let states: StatesUnderTest;

beforeAll(async () => {
  states = await statesUnderTest();
});
afterAll(() => states.close());

/** What a Pass state makes of the input. */
async function passed(fields: object, input: unknown): Promise<unknown> {
  const { output, error, cause } = await states.run(
    flow({ Only: { Type: 'Pass', End: true, ...fields } }),
    input,
  );
  return error === undefined ? output : `${error}: ${cause}`;
}

test.each([
  ['nothing', {}, { a: 1 }, { a: 1 }],
  ['InputPath', { InputPath: '$.a.b' }, { a: { b: [1] } }, [1]],
  ['InputPath null', { InputPath: null }, { a: 1 }, {}],
  [
    'an index and all',
    { InputPath: '$.list[-1].tags[*].k' },
    { list: [{}, { tags: [{ k: 1 }, { k: 2 }] }] },
    [1, 2],
  ],
  ['a name in brackets', { InputPath: "$['a b']" }, { 'a b': 1 }, 1],
  ['Result', { Result: 'x' }, { a: 1 }, 'x'],
  ['ResultPath', { Result: 'x', ResultPath: '$.b.c' }, { a: 1 }, { a: 1, b: { c: 'x' } }],
  ['ResultPath into a list', { Result: 'x', ResultPath: '$.a[1]' }, { a: [1, 2] }, { a: [1, 'x'] }],
  ['ResultPath null', { Result: 'x', ResultPath: null }, { a: 1 }, { a: 1 }],
  ['OutputPath', { OutputPath: '$.a' }, { a: 1, b: 2 }, 1],
  [
    'Parameters',
    { Parameters: { fixed: [1, { 'deep.$': '$.a' }], 'all.$': '$' } },
    { a: null },
    { fixed: [1, { deep: null }], all: { a: null } },
  ],
  [
    'the intrinsic functions',
    {
      Parameters: {
        'format.$':
          "States.Format('{} is \\'{}\\', not \\{\\}', $.name, States.Array(1, true, null))",
        'text.$': 'States.JsonToString($.tree)',
        'tree.$': 'States.StringToJson($.text)',
      },
    },
    { name: 'it', tree: { a: 1 }, text: '{"b":[2]}' },
    { format: "it is '[1,true,null]', not {}", text: '{"a":1}', tree: { b: [2] } },
  ],
])('data flows as it does on AWS: %s', async (_, fields, input, output) => {
  expect(await passed(fields, input)).toEqual(output);
});

test('the context object says which execution, machine and state it is', async () => {
  const { executionArn, output } = await states.run(
    flow({ Only: { Type: 'Pass', InputPath: '$$', End: true } }),
    { in: 1 },
  );
  expect(output).toMatchObject({
    Execution: { Id: executionArn, Name: executionArn.split(':').at(-1), Input: { in: 1 } },
    StateMachine: { Name: executionArn.split(':').at(-2) },
    State: { Name: 'Only', RetryCount: 0 },
  });
});

test.each([
  [
    'Parameters',
    { Parameters: { 'x.$': '$.x' } },
    "States.Runtime: An error occurred while executing the state 'Only' (entered at the event id #2). The JSONPath '$.x' specified for the field 'x.$' could not be found in the input '{\"a\":1}'",
  ],
  [
    'InputPath',
    { InputPath: '$.x' },
    expect.stringContaining(
      "States.Runtime: An error occurred while executing the state 'Only' (entered at the event id #2). Invalid path '$.x'",
    ),
  ],
  [
    'ResultPath',
    { Result: 1, ResultPath: '$.a.b' },
    expect.stringContaining('States.ResultPathMatchFailure'),
  ],
  [
    'Format',
    { Parameters: { 'x.$': "States.Format('{}{}', $.a)" } },
    expect.stringContaining('States.IntrinsicFailure'),
  ],
])('what is not there fails the execution: %s', async (_, fields, told) => {
  expect(await passed(fields, { a: 1 })).toEqual(told);
});

const chosen = (rule: object, input: unknown) =>
  states.run(
    flow({
      Choose: { Type: 'Choice', Choices: [{ ...rule, Next: 'Yes' }], Default: 'No' },
      Yes: { Type: 'Pass', Result: true, End: true },
      No: { Type: 'Pass', Result: false, End: true },
    }),
    input,
  );

const at = '2026-01-01T00:00:00Z';
const later = '2026-01-01T01:00:00+00:30';

test.each([
  [{ Variable: '$.a', StringEquals: 'x' }, { a: 'x' }, true],
  [{ Variable: '$.a', StringEquals: '1' }, { a: 1 }, false],
  [{ Variable: '$.a', StringLessThan: 'b' }, { a: 'a' }, true],
  [{ Variable: '$.a', StringEqualsPath: '$.b' }, { a: 'x', b: 'x' }, true],
  [{ Variable: '$.a', StringMatches: 'log-*.\\*' }, { a: 'log-1x.*' }, true],
  [{ Variable: '$.a', StringMatches: 'log-*' }, { a: 'blog-1' }, false],
  [{ Variable: '$.a', NumericGreaterThanEquals: 2 }, { a: 2 }, true],
  [{ Variable: '$.a', NumericLessThanPath: '$.b' }, { a: 1, b: 1.5 }, true],
  [{ Variable: '$.a', BooleanEquals: false }, { a: false }, true],
  [{ Variable: '$.a', TimestampLessThan: later }, { a: at }, true],
  [{ Variable: '$.a', TimestampEquals: at }, { a: 'soon' }, false],
  [{ Variable: '$.a', IsPresent: false }, {}, true],
  [{ Variable: '$.a', IsPresent: true }, { a: null }, true],
  [{ Variable: '$.a', IsNull: true }, { a: null }, true],
  [{ Variable: '$.a', IsNumeric: true }, { a: '1' }, false],
  [{ Variable: '$.a', IsTimestamp: true }, { a: at }, true],
  [{ Not: { Variable: '$.a', IsString: true } }, { a: 1 }, true],
  [
    {
      And: [
        { Variable: '$.a', IsPresent: true },
        { Variable: '$.a', IsBoolean: true },
      ],
    },
    { a: true },
    true,
  ],
  [
    {
      Or: [
        { Variable: '$.a', IsPresent: true },
        { Variable: '$.b', IsPresent: true },
      ],
    },
    { b: 1 },
    true,
  ],
  [{ Variable: '$$.State.Name', StringEquals: 'Choose' }, {}, true],
])('a choice by %j of %j is %s', async (rule, input, output) => {
  expect(await chosen(rule, input)).toMatchObject({ status: 'SUCCEEDED', output });
});

test('a choice that nothing matches, or whose variable is not there, fails', async () => {
  const only = flow({
    Choose: { Type: 'Choice', Choices: [{ Variable: '$.a', NumericEquals: 1, Next: 'End' }] },
    End: { Type: 'Succeed' },
  });
  const where =
    "An error occurred while executing the state 'Choose' (entered at the event id #2).";
  expect(await states.run(only, { a: 2 })).toMatchObject({
    status: 'FAILED',
    error: 'States.Runtime',
    cause: `${where} Failed to transition out of the state. The state does not point to a next state.`,
  });
  expect(await states.run(only, {})).toMatchObject({
    error: 'States.Runtime',
    cause: `${where} Invalid path '$.a': The choice state's condition path references an invalid value.`,
  });
});

test('a Fail state gives the execution its error, fixed or from the input', async () => {
  const fail = (fields: object) =>
    states.run(flow({ Only: { Type: 'Fail', ...fields } }), { e: 'E' });
  expect(await fail({ Error: 'Mine', Cause: 'why' })).toMatchObject({
    status: 'FAILED',
    error: 'Mine',
    cause: 'why',
  });
  expect(await fail({ ErrorPath: '$.e' })).toMatchObject({ error: 'E', cause: undefined });
});
