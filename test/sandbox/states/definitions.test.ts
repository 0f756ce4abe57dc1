import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { flow, type StatesUnderTest, statesUnderTest } from './states-under-test';

let states: StatesUnderTest;

beforeAll(async () => {
  states = await statesUnderTest();
});
afterAll(() => states.close());

const refused = (...problems: readonly string[]) => ({
  name: 'InvalidDefinition',
  message: `Invalid State Machine Definition: '${problems.join(', ')}'`,
});

const pass = { Type: 'Pass', End: true };
const task = (fields: object) => flow({ A: { Type: 'Task', End: true, ...fields } });
const putPolicy = 'arn:aws:states:::aws-sdk:s3:putBucketPolicy';

test.each([
  [
    'leads nowhere',
    flow({ A: { Type: 'Pass', Next: 'B' } }),
    "MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /States/A/Next",
  ],
  [
    'begins nowhere',
    { StartAt: 'B', States: { A: pass } },
    "MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /StartAt",
  ],
  [
    'has a state that is never reached',
    flow({ A: pass, B: pass }),
    'MISSING_TRANSITION_TARGET: State "B" is not reachable. at /States/B',
  ],
  [
    'never ends',
    flow({ A: { Type: 'Pass', Next: 'A' } }),
    'MISSING_END_STATE: Workflow has no terminal state at /',
  ],
  [
    'has a name twice',
    flow({ A: { Type: 'Parallel', Branches: [flow({ A: pass })], End: true } }),
    'DUPLICATE_STATE_NAME: Duplicate State name: A at /States/A/Branches[0]/States/A',
  ],
  [
    'neither goes on nor ends',
    flow({ A: { Type: 'Pass' } }),
    "SCHEMA_VALIDATION_FAILED: Exactly one of the fields 'Next', 'End' is required at /States/A",
  ],
  [
    'has no states',
    { StartAt: 'A', States: {} },
    "SCHEMA_VALIDATION_FAILED: The field 'States' is required and must not be empty at /States",
  ],
  [
    'has an unknown field',
    flow({ A: { ...pass, Resource: 'x' } }),
    'SCHEMA_VALIDATION_FAILED: The field "Resource" is not supported by Step Functions. at /States/A',
  ],
  [
    'has an unknown type',
    flow({ A: { Type: 'Jump' } }),
    "SCHEMA_VALIDATION_FAILED: The value for the field 'Type' must be one of Pass, Task, Choice, Wait, Succeed, Fail, Parallel, Map at /States/A/Type",
  ],
  [
    'has a retry that is none',
    flow({
      A: {
        Type: 'Task',
        Resource: putPolicy,
        End: true,
        Retry: [{ ErrorEquals: ['E'], constructor: 1 }],
      },
    }),
    'SCHEMA_VALIDATION_FAILED: The field "constructor" is not supported by Step Functions. at /States/A/Retry',
  ],
  [
    'has a type of JavaScript’s',
    flow({ A: { Type: 'toString' } }),
    "SCHEMA_VALIDATION_FAILED: The value for the field 'Type' must be one of Pass, Task, Choice, Wait, Succeed, Fail, Parallel, Map at /States/A/Type",
  ],
  [
    'waits for less than nothing',
    flow({ A: { Type: 'Wait', Seconds: -1, End: true } }),
    'SCHEMA_VALIDATION_FAILED: The value must be an INTEGER that is not negative at /States/A/Seconds',
  ],
  [
    'puts a result where nothing can be',
    flow({ A: { ...pass, ResultPath: '$.a[*]' } }),
    'SCHEMA_VALIDATION_FAILED: The value must be a Reference Path at /States/A/ResultPath',
  ],
  [
    'has a template with no path',
    flow({ A: { ...pass, Parameters: { 'a.$': 'b' } } }),
    "SCHEMA_VALIDATION_FAILED: The value 'b' must be a path or an intrinsic function at /States/A/Parameters",
  ],
  [
    'catches all too early',
    task({
      Resource: putPolicy,
      Catch: [
        { ErrorEquals: ['States.ALL'], Next: 'A' },
        { ErrorEquals: ['E'], Next: 'A' },
      ],
    }),
    'SCHEMA_VALIDATION_FAILED: States.ALL must be in the last of them at /States/A/Catch',
  ],
  [
    'compares by nothing',
    flow({ A: { Type: 'Choice', Choices: [{ Variable: '$.a', Next: 'B' }] }, B: pass }),
    'SCHEMA_VALIDATION_FAILED: A choice rule must have one comparison operator at /States/A/Choices',
  ],
  [
    'calls what there is not',
    task({ Resource: 'arn:aws:nothing' }),
    'SCHEMA_VALIDATION_FAILED: The resource provided arn:aws:nothing is not recognized. The value is not a valid resource ARN, or the resource is not available in this region. at /States/A/Resource',
  ],
  [
    'spells a member as the API does',
    task({ Resource: putPolicy, Parameters: { bucket: 'b' } }),
    'SCHEMA_VALIDATION_FAILED: The field "bucket" is not supported by Step Functions. at /States/A/Resource',
  ],
])('a definition is refused that %s', async (_, definition, problem) => {
  await expect(states.machine(definition)).rejects.toMatchObject(refused(problem));
});

test.each([
  [
    'JSONata',
    { ...flow({ A: pass }), QueryLanguage: 'JSONata' },
    'only the QueryLanguage JSONPath is emulated at /QueryLanguage',
  ],
  [
    'JSONata in a state',
    flow({ A: { ...pass, QueryLanguage: 'JSONata' } }),
    'only the QueryLanguage JSONPath is emulated at /States/A/QueryLanguage',
  ],
  [
    'variables',
    flow({ A: { ...pass, Assign: {} } }),
    'the field Assign is not emulated at /States/A',
  ],
  [
    'a filter',
    flow({ A: { ...pass, InputPath: '$.a[?(@.b)]' } }),
    "the path '$.a[?(@.b)]' is not emulated, only reference paths and [*] at /States/A/InputPath",
  ],
  [
    'another intrinsic function',
    flow({ A: { ...pass, Parameters: { 'a.$': 'States.UUID()' } } }),
    'the intrinsic function States.UUID is not emulated at /States/A/Parameters',
  ],
  [
    'jitter',
    task({ Resource: putPolicy, Retry: [{ ErrorEquals: ['E'], JitterStrategy: 'FULL' }] }),
    'the JitterStrategy FULL is not emulated at /States/A/Retry',
  ],
  [
    'a distributed map',
    flow({
      A: {
        Type: 'Map',
        End: true,
        ItemProcessor: { ...flow({ B: pass }), ProcessorConfig: { Mode: 'DISTRIBUTED' } },
      },
    }),
    'a Map state in the mode DISTRIBUTED is not emulated at /States/A/ItemProcessor',
  ],
  [
    'an activity',
    task({ Resource: 'arn:aws:states:us-east-1:222233334444:activity:a' }),
    'the resource arn:aws:states:us-east-1:222233334444:activity:a is not emulated at /States/A/Resource',
  ],
  [
    'an action that is not there',
    task({ Resource: 'arn:aws:states:::aws-sdk:sqs:receiveMessages' }),
    'the resource arn:aws:states:::aws-sdk:sqs:receiveMessages is not emulated, since sqs:ReceiveMessages is not at /States/A/Resource',
  ],
  [
    'an action of S3 in XML',
    task({ Resource: 'arn:aws:states:::aws-sdk:s3:listObjectsV2' }),
    'the resource arn:aws:states:::aws-sdk:s3:listObjectsV2 is not emulated, since s3:ListObjectsV2 is not without XML at /States/A/Resource',
  ],
])('what AWS takes and the sandbox does not is said so: %s', async (_, definition, problem) => {
  await expect(states.machine(definition)).rejects.toMatchObject(
    refused(`NOT_EMULATED: sandbox: ${problem}`),
  );
});

test('a definition that is no JSON is refused', async () => {
  await expect(states.machine('no' as unknown as object)).rejects.toMatchObject({
    name: 'InvalidDefinition',
    message: expect.stringContaining('INVALID_JSON_DESCRIPTION'),
  });
});

test('all that is wrong is told at once', async () => {
  const definition = flow({
    A: { Type: 'Pass', Nexxt: 'B', End: true },
    B: { Type: 'Wait', End: true },
  });
  await expect(states.machine(definition)).rejects.toMatchObject(
    refused(
      'SCHEMA_VALIDATION_FAILED: The field "Nexxt" is not supported by Step Functions. at /States/A',
      "SCHEMA_VALIDATION_FAILED: Exactly one of the fields 'Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath' is required at /States/B",
    ),
  );
});
