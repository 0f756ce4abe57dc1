import { calling, DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { selectorsNarrowed } from '../selectors-narrowed';

/**
 * PutEventSelectors with *advanced* selectors that record less. Public rules that look at
 * `eventSelectors` only do not see this form at all: in its record that field is absent.
 */
export const narrowAdvancedSelectors: Technique<'trail'> = {
  id: 'narrow-advanced-selectors',
  title: 'Narrow what a trail records, with advanced selectors',
  subject: 'trail',
  severity: 'critical',
  row: 'CT-09',
  mitre: DISABLE_LOGS,
  blindTo: 'what the selectors left out',
  events: { 'cloudtrail.amazonaws.com': ['PutEventSelectors'] },
  parts: ['selectors'],
  detect: selectorsNarrowed('narrow-advanced-selectors', 'advanced'),
  drill: calling('cloudtrail:PutEventSelectors', ({ id }) => ({
    TrailName: id,
    AdvancedEventSelectors: [
      {
        Name: 'reads only',
        FieldSelectors: [
          { Field: 'eventCategory', Equals: ['Management'] },
          { Field: 'readOnly', Equals: ['true'] },
        ],
      },
    ],
  })),
};
