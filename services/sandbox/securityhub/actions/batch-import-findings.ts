import type { Call } from '../../core/call';
import { Refusal } from '../../core/refusal';
import type { Action } from '../../core/service';
import type { World } from '../../core/world';
import { securityHubOf } from '../state';
import { wrongWithFinding } from '../wrong-with-finding';

type Finding = Readonly<Record<string, unknown>>;

/** A finding that is not good fails alone; the same id again is an update. */
export const batchImportFindings: Action = {
  rest: { method: 'POST', path: '/findings/import' },
  resource: ({ region, accountId }) =>
    `arn:aws:securityhub:${region}:${accountId}:product/${accountId}/default`,
  conditions: ({ accountId }) => ({ 'securityhub:TargetAccount': accountId }),
  quota: { group: 'BatchImportFindings', perSecond: 10, burst: 30 },
  handle: (call, world) => {
    const findings = findingsOf(call);
    checkEnabled(call, world);
    const failed = findings.flatMap((finding) => {
      const wrong = wrongWithFinding(call, finding);
      if (wrong === undefined) keep(call, world, finding);
      const failure = { Id: String(finding.Id), ErrorCode: 'InvalidInput', ErrorMessage: wrong };
      return wrong === undefined ? [] : [failure];
    });
    return {
      FailedCount: failed.length,
      SuccessCount: findings.length - failed.length,
      FailedFindings: failed,
    };
  },
  record: (_call, output) => ({
    requestParameters: null,
    responseElements: output && {
      failedCount: output.FailedCount,
      successCount: output.SuccessCount,
    },
  }),
};

function findingsOf({ input }: Call): readonly Finding[] {
  const { Findings } = input;
  if (Array.isArray(Findings) && Findings.length >= 1 && Findings.length <= 100) return Findings;
  throw new Refusal(
    'InvalidInputException',
    'Invalid parameter: Findings. The list must hold 1 to 100 findings.',
  );
}

function checkEnabled({ accountId, region }: Call, world: World): void {
  if (securityHubOf(world).enabled.has(`${accountId}/${region}`)) return;
  throw new Refusal(
    'InvalidAccessException',
    `Account ${accountId} is not subscribed to AWS Security Hub`,
    401,
  );
}

/** An update that is not newer than what is there is taken and ignored; some fields stay as they first were. */
function keep({ accountId, region }: Call, world: World, finding: Finding): void {
  const { findings } = securityHubOf(world);
  const place = `${accountId}/${region}`;
  const kept = findings.get(place) ?? new Map<string, Finding>();
  findings.set(place, kept);
  const key = `${String(finding.ProductArn)} ${String(finding.Id)}`;
  const known = kept.get(key);
  if (known && timeOf(finding) <= timeOf(known)) return;
  kept.set(key, { ...finding, ...(known && ofPeople(known)) });
}

const timeOf = ({ UpdatedAt }: Finding): number => Date.parse(String(UpdatedAt));

/** [D] securityhub/latest/userguide/finding-update-batchimportfindings: BatchUpdateFindings alone changes these. */
const ofPeople = (known: Finding): Finding =>
  Object.fromEntries(
    ['Note', 'UserDefinedFields', 'VerificationState', 'Workflow'].flatMap((name) =>
      known[name] === undefined ? [] : [[name, known[name]]],
    ),
  );
