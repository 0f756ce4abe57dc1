import { narrows } from '../narrows';
import { onTrail } from '../on-trail';
import { narrowEventSelectors } from './technique';

export const narrowEventSelectorsRecords = [onTrail(narrowEventSelectors, narrows('basic'))];
