import { partitionOf } from '../../core/partition';
import { type Action, type Call, Refusal, type World } from '../../core/service';
import { securityHubOf } from '../state';

type Finding = Readonly<Record<string, unknown>>;

/** A finding that is not good fails alone; the same id again is an update. */
export const batchImportFindings: Action = {
  rest: { method: 'POST', path: '/findings/import' },
  resource: ({ region, accountId }) =>
    `arn:${partitionOf(region)}:securityhub:${region}:${accountId}:product/${accountId}/default`,
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

const labels = ['INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d(:?\d\d)?)$/;
const mostBytes = 240 * 1024;

/**
 * Why Security Hub would not take a finding; undefined when it would. The product is the caller's
 * default one, and the finding then belongs to the caller's own account.
 * [D] securityhub API_BatchImportFindings, API_AwsSecurityFinding. The sentences are ours.
 */
function wrongWithFinding({ accountId, region }: Call, finding: Finding): string | undefined {
  const product = `arn:${partitionOf(region)}:securityhub:${region}:${accountId}:product/${accountId}/default`;
  const rules: readonly (readonly [boolean, string])[] = [
    [finding.SchemaVersion === '2018-10-08', 'SchemaVersion should be equal to 2018-10-08'],
    [isText(finding.Id, 512), 'Id should be a text of 1 to 512 characters'],
    [finding.ProductArn === product, `ProductArn should be ${product}`],
    [finding.AwsAccountId === accountId, `AwsAccountId should be ${accountId}`],
    [isText(finding.GeneratorId, 512), 'GeneratorId should be a text of 1 to 512 characters'],
    [isText(finding.Title, 256), 'Title should be a text of 1 to 256 characters'],
    [isText(finding.Description, 1024), 'Description should be a text of 1 to 1024 characters'],
    [time.test(String(finding.CreatedAt)), 'CreatedAt should be an RFC 3339 date-time'],
    [time.test(String(finding.UpdatedAt)), 'UpdatedAt should be an RFC 3339 date-time'],
    [hasSeverity(finding), `Severity.Label should be one of ${labels.join(', ')}`],
    [hasResources(finding), 'Resources should hold 1 to 32 resources with Type and Id'],
    [hasTypes(finding), 'Types should be at most 50 of namespace/category/classifier'],
    [Buffer.byteLength(JSON.stringify(finding)) <= mostBytes, 'A finding is at most 240 KB'],
  ];
  return rules.find(([holds]) => !holds)?.[1];
}

const isText = (value: unknown, most: number): boolean =>
  typeof value === 'string' && value.length >= 1 && value.length <= most;

const part = (value: unknown): Finding =>
  typeof value === 'object' && value !== null ? (value as Finding) : {};

function hasSeverity({ Severity, FindingProviderFields }: Finding): boolean {
  const given = Severity ?? part(FindingProviderFields).Severity;
  const { Label, Normalized } = part(given);
  return labels.includes(String(Label)) || typeof Normalized === 'number';
}

function hasResources({ Resources }: Finding): boolean {
  if (!Array.isArray(Resources) || Resources.length < 1 || Resources.length > 32) return false;
  return Resources.map(part).every(({ Type, Id }) => isText(Type, 256) && isText(Id, 512));
}

const namespaces = [
  'Effects',
  'Sensitive Data Identifications',
  'Software and Configuration Checks',
  'TTPs',
  'Unusual Behaviors',
];

function hasTypes({ Types, FindingProviderFields }: Finding): boolean {
  const types = Types ?? part(FindingProviderFields).Types ?? [];
  if (!Array.isArray(types) || types.length > 50) return false;
  return types.every((type) => {
    const [namespace = '', ...rest] = String(type).split('/');
    return namespaces.includes(namespace) && rest.length <= 2;
  });
}
