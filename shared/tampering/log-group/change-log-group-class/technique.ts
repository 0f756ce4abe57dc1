import { isOfLesserClass } from '../../../domain/log-group';
import { DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { differs } from '../../detection/differs';

/**
 * DeleteLogGroup, and CreateLogGroup of the same name in another class before we make it again. The newcomer's mistake
 * is to look for the call that changes a class: there is none.
 * Put back by hand: no role of ours may delete a log group. Once a person has, it is made again at once, as its baseline says.
 * A group of the class STANDARD takes everything that one of another class does: that is no tampering.
 */
export const changeLogGroupClass: Technique<'log-group'> = {
  id: 'change-log-group-class',
  title: 'Make a trail’s log group again in a lesser class',
  subject: 'log-group',
  severity: 'high',
  row: 'CWL-08',
  mitre: DISABLE_LOGS,
  byHand:
    'AWS changes the class of no log group, and no role of ours may delete one: delete it by hand, and it is made again at once as its baseline says.',
  events: { 'logs.amazonaws.com': ['CreateLogGroup'] },
  parts: ['subscriptionFilters', 'metricFilters', 'dataProtectionPolicy', 'tags'],
  detect: differs('change-log-group-class', (must, is) =>
    isOfLesserClass(is, must)
      ? {
          part: 'logGroupClass',
          expected: must.logGroupClass,
          actual: is.logGroupClass,
          sentence: `Log group ${must.name} was made again in the class ${is.logGroupClass}.`,
        }
      : undefined,
  ),
  drill: ({ id, region }) => {
    const logGroupName = id.split(':log-group:')[1];
    return [
      { call: 'logs:DeleteLogGroup', region, input: { logGroupName } },
      {
        call: 'logs:CreateLogGroup',
        region,
        input: { logGroupName, logGroupClass: 'INFREQUENT_ACCESS' },
      },
    ];
  },
};
