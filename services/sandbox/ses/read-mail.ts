import type { Call } from '../core/call';
import { Refusal } from '../core/refusal';
import type { Mail } from './state';

type Json = Readonly<Record<string, unknown>>;

/** What a call would send. Throws a Refusal for what SES does not take. [D] API_SendEmail, API_MessageHeader */
export function readMail({
  input,
}: Pick<Call, 'input'>): Omit<Mail, 'messageId' | 'at' | 'accountId' | 'region'> {
  const { ToAddresses, CcAddresses, BccAddresses } = part(input.Destination);
  const to = [ToAddresses, CcAddresses, BccAddresses].flatMap((list) =>
    Array.isArray(list) ? list.map(String) : [],
  );
  if (to.length < 1 || to.length > 50) throw bad('Recipient count must be between 1 and 50.');
  for (const address of to)
    if (!ADDRESS.test(address)) throw bad('Local address contains control or whitespace');
  const { Subject, Body, Headers } = part(part(input.Content).Simple);
  const subject = part(Subject).Data;
  if (typeof subject !== 'string') throw bad('The message must have a subject.');
  const text = part(part(Body).Text).Data;
  const html = part(part(Body).Html).Data;
  if (text === undefined && html === undefined) throw bad('The message must have a body.');
  return {
    from: String(input.FromEmailAddress ?? ''),
    to,
    subject,
    headers: headersOf(Headers),
    ...(text !== undefined && { text: String(text) }),
    ...(html !== undefined && { html: String(html) }),
  };
}

const ADDRESS = /^[!-~]+@[!-~]+$/;

function headersOf(given: unknown): Record<string, string> {
  const headers = (Array.isArray(given) ? given : []).map((each) => {
    const { Name, Value } = part(each);
    const [name, value] = [String(Name), String(Value)];
    const isGood = /^[!-9;-~]{1,126}$/.test(name) && /^[ -~]{1,995}$/.test(value);
    if (!isGood || name.length + value.length > 996) throw bad(`Invalid header ${name}`);
    return [name, value] as const;
  });
  return Object.fromEntries(headers);
}

const bad = (message: string) => new Refusal('BadRequestException', message);

const part = (value: unknown): Json =>
  typeof value === 'object' && value !== null ? (value as Json) : {};
