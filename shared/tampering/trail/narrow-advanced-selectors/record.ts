import { narrows } from '../narrows';
import { onTrail } from '../on-trail';
import { narrowAdvancedSelectors } from './technique';

export const narrowAdvancedSelectorsRecords = [
  onTrail(narrowAdvancedSelectors, narrows('advanced')),
];
