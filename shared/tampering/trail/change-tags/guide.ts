import type { DescribedTechnique } from '../../guidance/subject-guide';

export const changeTagsGuide: DescribedTechnique = {
  description:
    'Removes or overwrites tags of a trail, which may take it out of the reach of policies, inventories and owners that go by tag.',
  notRestorable: 'Nothing is lost; what was allowed meanwhile has to be looked up.',
  keptRecording: true,
  did: 'was given other tags',
  plannedIf: 'a tagging policy was rolled out; ask what is allowed or denied by these tags',
  look: ({ id, region }) => [
    {
      why: 'See its tags',
      command: `aws cloudtrail list-tags --region ${region} --resource-id-list ${id}`,
    },
  ],
};
