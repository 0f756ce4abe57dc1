import { takesNoSetting } from '../../../domain/log-group';
import { calling, DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { differs } from '../../detection/differs';

/**
 * PutRetentionPolicy with fewer days. A group without a policy keeps its entries for ever: nothing is
 * longer, so DeleteRetentionPolicy is never tampering.
 */
export const shortenRetention: Technique<'log-group'> = {
  id: 'shorten-retention',
  title: 'Shorten the retention of a trail’s log group',
  subject: 'log-group',
  severity: 'high',
  row: 'CWL-03',
  mitre: DISABLE_LOGS,
  events: { 'logs.amazonaws.com': ['PutRetentionPolicy'] },
  parts: [],
  detect: differs('shorten-retention', (baseline, seen) => {
    const { name, retentionInDays: must = FOR_EVER } = baseline;
    const { retentionInDays: is = FOR_EVER } = seen;
    if (is >= must || takesNoSetting(seen, baseline)) return undefined;
    return {
      part: 'retentionInDays',
      expected: must === FOR_EVER ? 'for ever' : `${must}`,
      actual: `${is}`,
      sentence: `Log group ${name} keeps its entries for ${is === 1 ? 'one day' : `${is} days`} only.`,
    };
  }),
  drill: calling('logs:PutRetentionPolicy', ({ id }) => ({
    logGroupName: id.split(':log-group:')[1],
    retentionInDays: 1,
  })),
};

const FOR_EVER = Number.POSITIVE_INFINITY;
