import { field, text } from '../../record/json';
import { trailNamed } from '../../record/known';
import { openRowsOf } from '../records/rows-of';

/** What calls on a trail do, whosever it is. */
export const onTrail = openRowsOf({
  source: 'cloudtrail.amazonaws.com',
  targets: (record) => {
    const name = trailNamed(record) ?? text(field(record.request, 'resourceId'));
    return name ? [name] : [];
  },
});
