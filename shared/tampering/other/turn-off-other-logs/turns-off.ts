import { type Fields, field, fields, flag, list, number, text, texts } from '../../../record/json';

/** Does a request turn something off? Undefined where it does not tell: what was set before is not known. */
type TurnsOff = (request: Fields) => boolean | undefined;

/**
 * The calls that may as well turn something on, by what they ask for; all others of the row turn off as they are named.
 * Requests as the AWS SDKs spell them. Seen in public records: UpdateDetector, CreateIPSet, UpdateMacieSession.
 */
export const turnsOff: Readonly<Record<string, TurnsOff>> = {
  UpdateDetector: (request) => flag(field(request, 'enable')) === false,
  // What is on a trusted list is never a finding; what is on a threat list is one.
  CreateIPSet: (request) => flag(field(request, 'activate')) !== false,
  CreateTrustedEntitySet: (request) => flag(field(request, 'activate')) !== false,
  UpdateIPSet: (request) => isNowOn(request),
  UpdateTrustedEntitySet: (request) => isNowOn(request),
  UpdateThreatIntelSet: (request) => isNowOff(request),
  UpdateThreatEntitySet: (request) => isNowOff(request),
  CreateFilter: archives,
  UpdateFilter: archives,
  CreateFindingsFilter: archives,
  UpdateFindingsFilter: archives,
  UpdateMacieSession: says('status', 'PAUSED'),
  UpdateMemberSession: says('status', 'PAUSED'),
  UpdateClassificationJob: says('jobStatus', 'CANCELLED', 'USER_PAUSED'),
  UpdateAutomatedDiscoveryConfiguration: says('status', 'DISABLED'),
  UpdateFindings: (request) => text(field(request, 'recordState')) !== 'ACTIVE',
  BatchUpdateFindings: suppresses,
  BatchUpdateFindingsV2: suppresses,
  CreateAutomationRule: suppressesByRule,
  CreateAutomationRuleV2: suppressesByRule,
  UpdateAutomationRuleV2: suppressesByRule,
  BatchUpdateAutomationRules: (request) =>
    list(field(request, 'updateAutomationRulesRequestItems')).some(suppressesByRule),
  UpdateClusterConfig: turnsClusterLogsOff,
  PutModelInvocationLoggingConfiguration: logsLess,
};

function says(name: string, ...values: readonly string[]): TurnsOff {
  return (request) => values.includes(text(field(request, name)) ?? '');
}

/** Another list in the place of one that may be in force. */
const isReplaced = (request: Fields): undefined | false =>
  text(field(request, 'location')) === undefined ? false : undefined;

const isNowOn = (request: Fields): boolean | undefined =>
  flag(field(request, 'activate')) ?? isReplaced(request);

const isNowOff = (request: Fields): boolean | undefined =>
  flag(field(request, 'activate')) === false || isReplaced(request);

/** A filter that archives hides findings; any other only sorts them. What an update leaves out stays. */
function archives(request: Fields): boolean | undefined {
  const action = text(field(request, 'action'));
  if (action !== undefined) return action === 'ARCHIVE';
  const isUpdate = field(request, 'filterName') ?? field(request, 'id');
  return isUpdate && field(request, 'findingCriteria') ? undefined : false;
}

/** 3 is Suppressed, in OCSF's list of the states of a finding. */
function suppresses(finding: unknown): boolean {
  return (
    text(field(finding, 'workflow', 'status')) === 'SUPPRESSED' ||
    number(field(finding, 'statusId')) === 3
  );
}

function suppressesByRule(rule: unknown): boolean {
  return (
    text(field(rule, 'ruleStatus')) !== 'DISABLED' &&
    list(field(rule, 'actions')).some((action) => suppresses(field(action, 'findingFieldsUpdate')))
  );
}

/**
 * The console restates every kind of log, on and off: then only the audit log, which says who did what in the cluster, counts.
 */
function turnsClusterLogsOff(request: Fields): boolean | undefined {
  const setups = list(field(request, 'logging', 'clusterLogging'));
  const kinds = (enabled: boolean): readonly string[] =>
    setups
      .filter((one) => flag(field(one, 'enabled')) === enabled)
      .flatMap((one) => texts(field(one, 'types')));
  const off = kinds(false);
  if (off.length === 0) return false;
  return off.includes('audit') || kinds(true).length === 0 ? true : undefined;
}

/** Without a place to deliver to, or without one of the kinds of data; where to before is not known. */
function logsLess(request: Fields): boolean | undefined {
  const config = fields(field(request, 'loggingConfig'));
  const places = [field(config, 's3Config'), field(config, 'cloudWatchConfig')];
  const isLess = Object.entries(config).some(
    ([name, value]) => name.endsWith('DataDeliveryEnabled') && flag(value) === false,
  );
  return isLess || places.every((place) => Object.keys(fields(place)).length === 0) || undefined;
}
