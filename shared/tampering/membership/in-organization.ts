import { field, text } from '../../record/json';
import type { LogRecord } from '../../record/log-record';
import { harm, none, type Row, unclear } from '../../record/row';
import { openRowsOf } from '../records/rows-of';

const ORGANIZATIONS = 'organizations.amazonaws.com';

/** What calls on the organization do, to any target; `target` is the field that names it. */
export const inOrganization = (target: string | ((record: LogRecord) => readonly string[])) =>
  openRowsOf({
    source: ORGANIZATIONS,
    targets: typeof target === 'string' ? asked(target) : target,
  });

export const asked =
  (name: string) =>
  ({ request, serviceEvent, accountId }: LogRecord): readonly string[] => {
    const said =
      text(field(request, name)) ??
      text(field(serviceEvent, name)) ??
      text(field(serviceEvent, 'closeAccountStatus', name));
    return said ? [said] : name === 'accountId' && accountId ? [accountId] : [];
  };

/** Services whose access matters to CloudTrail or to the warden itself. */
const OURS =
  /^(cloudtrail|member\.org\.stacksets\.cloudformation|stacksets\.cloudformation)\.amazonaws\.com$/;
const ADJACENT =
  /^(guardduty|config|config-multiaccountsetup|securityhub|detective|macie|access-analyzer)\.amazonaws\.com$/;

/** A service of ours, or of other logs, loses what the organization gave it. */
export const access =
  (sentence: (service: string) => string): Row['effect'] =>
  ({ request }) => {
    const service = text(field(request, 'servicePrincipal'));
    if (!service) return unclear('Access of some AWS service to the organization was taken away.');
    if (OURS.test(service)) return harm(sentence(service));
    return ADJACENT.test(service)
      ? { kind: 'harm', sentence: sentence(service), adjacent: true }
      : none;
  };

/** How an account left: AWS has spelled field and value in two ways each. [D] launch note, newer SDK text */
const departure = ({ serviceEvent }: LogRecord): string =>
  (text(serviceEvent.departedMethod) ?? text(serviceEvent.departureMethod) ?? 'LEFT').toUpperCase();

/** The account is out, in a way that matches. */
export const departed =
  (matching: (how: string) => boolean): Row['effect'] =>
  (record, _known, target) =>
    matching(departure(record))
      ? harm(`Account ${target} is out of the organization (${departure(record)}).`)
      : none;
