import type { Call } from '../core/call';

type Finding = Readonly<Record<string, unknown>>;

const labels = ['INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d(:?\d\d)?)$/;
const mostBytes = 240 * 1024;

/**
 * Why Security Hub would not take a finding; undefined when it would. The product is the caller's
 * default one, and the finding then belongs to the caller's own account.
 * [D] securityhub API_BatchImportFindings, API_AwsSecurityFinding. The sentences are ours.
 */
export function wrongWithFinding(
  { accountId, region }: Call,
  finding: Finding,
): string | undefined {
  const product = `arn:aws:securityhub:${region}:${accountId}:product/${accountId}/default`;
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
