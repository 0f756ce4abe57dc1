import type { Evidence } from '../domain/evidence';
import type { SubjectKind } from '../domain/subject';
import type { Technique } from '../domain/technique';
import { changeEventConfiguration } from './trail/change-event-configuration';
import { changeKey } from './trail/change-key';
import { changeTags } from './trail/change-tags';
import { deleteTrail } from './trail/delete-trail';
import { demoteOrganizationTrail } from './trail/demote-organization-trail';
import { disconnectLogGroup } from './trail/disconnect-log-group';
import { disconnectTopic } from './trail/disconnect-topic';
import { dropInsights } from './trail/drop-insights';
import { narrowAdvancedSelectors } from './trail/narrow-advanced-selectors';
import { narrowEventSelectors } from './trail/narrow-event-selectors';
import { narrowRegions } from './trail/narrow-regions';
import { redirectDelivery } from './trail/redirect-delivery';
import { stopLogging } from './trail/stop-logging';
import { turnOffValidation } from './trail/turn-off-validation';

export type Techniques = { readonly [K in SubjectKind]: readonly Technique<K>[] };

/** Every known way to blind a subject. Adding one: its file, its line here, its test. */
export const techniques: Techniques = {
  trail: [
    stopLogging, // CT-01
    deleteTrail, // CT-02
    redirectDelivery, // CT-03
    narrowRegions, // CT-04
    demoteOrganizationTrail, // CT-05
    turnOffValidation, // CT-06
    changeKey, // CT-06
    disconnectLogGroup, // CT-07
    disconnectTopic, // CT-07
    narrowEventSelectors, // CT-08
    narrowAdvancedSelectors, // CT-09
    dropInsights, // CT-10
    changeTags, // CT-11
    changeEventConfiguration, // CT-11
  ],
  'log-bucket': [],
  key: [],
  'log-group': [],
  topic: [],
  membership: [],
  'guard-rail': [],
  warden: [],
};

export const allTechniques: readonly Technique[] = Object.values(techniques).flat();

/** Nothing when no technique has this id. */
export const findTechnique = (id: string): Technique | undefined =>
  allTechniques.find((technique) => technique.id === id);

/** The techniques this call could be. It need not be any: UpdateTrail also strengthens trails. */
export const suspected = ({
  eventSource,
  eventName,
}: Pick<Evidence, 'eventSource' | 'eventName'>): readonly Technique[] =>
  allTechniques.filter((technique) => technique.events[eventSource]?.includes(eventName));

export const mayTamper = (evidence: Evidence): boolean => suspected(evidence).length > 0;
