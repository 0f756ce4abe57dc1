/** How many tags AWS allows on a trail; its own (`aws:…`) do not count. */
const MOST = 50;
const SHOWN = 10;

type Tags = Readonly<Record<string, string>>;

/**
 * What AWS's refusal of a 51st tag means, and what ends it. The warden removes no tag, since a tag may be another
 * person's. Nothing where there is room by now, or where no tag of the baseline is missing.
 */
export function describeTagsInTheWay(
  { id, region }: { readonly id: string; readonly region: string },
  is: Tags,
  must: Tags,
): string | undefined {
  const there = Object.keys(is).filter((key) => !key.startsWith('aws:'));
  const missing = Object.keys(must).filter((key) => !Object.hasOwn(is, key));
  const least = missing.length - (MOST - there.length);
  if (missing.length === 0 || least <= 0) return undefined;
  const foreign = there.filter((key) => !Object.hasOwn(must, key));
  // A caller's text is shown and pasted only where it is a plain word.
  const plain = foreign.filter((key) => /^[\w.:/@][\w.:/@-]{0,127}$/.test(key));
  const shown = plain.slice(0, Math.max(SHOWN, least));
  const more = foreign.length - shown.length;
  const others = [...shown, ...(more > 0 ? [`${more} more`] : [])].join(', ');
  const keys = Array.from({ length: least }, (_, at) => `Key=${plain[at] ?? '<key>'}`).join(' ');
  return [
    `AWS allows ${MOST} tags on a trail, and the list is full: ${missing.join(', ')} cannot be put back. Its baseline does not have ${others}.`,
    `Who added them: aws cloudtrail lookup-events --region ${region} --lookup-attributes AttributeKey=EventName,AttributeValue=AddTags.`,
    `Remove at least ${least} that the trail does not need, and its own come back by themselves: aws cloudtrail remove-tags --region ${region} --resource-id ${id} --tags-list ${keys}`,
  ].join(' ');
}
