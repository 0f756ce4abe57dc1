import type { DescribedTechnique } from '../../guidance/subject-guide';

export const changeLogGroupClassGuide: DescribedTechnique = {
  description:
    'Deletes the group a trail sends to, and makes one of its name in the class INFREQUENT_ACCESS or DELIVERY. It takes no filters: alarms and readers are cut off.',
  notRestorable: 'The entries of the deleted group; the trail’s bucket has the same records.',
  did: 'was made again in a lesser class',
  plannedIf: 'cost was the reason, and no alarm and no reader lives in it',
  look: ({ region, name }) => [
    {
      why: 'If its entries are to be kept, export them first, to a bucket that CloudWatch Logs may write to',
      command: `aws logs create-export-task --region ${region} --log-group-name ${name} --from 0 --to 4102444800000 --destination <bucket>`,
    },
    {
      why: 'Delete it, with an administrator’s role of its account: it is made again at once, as its baseline says',
      command: `aws logs delete-log-group --region ${region} --log-group-name ${name}`,
    },
  ],
};
