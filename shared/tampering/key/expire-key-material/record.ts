import { field, text } from '../../../record/json';
import type { LogRecord } from '../../../record/log-record';
import { type Effect, harm, none, unclear } from '../../../record/row';
import { onKey } from '../on-key';
import { expireKeyMaterial } from './told';

/** [D] ct-importkeymaterial; without a model KMS takes KEY_MATERIAL_EXPIRES and asks for an end. [D] API_ImportKeyMaterial */
function expires({ request }: LogRecord, _: unknown, target: string): Effect {
  const model = text(field(request, 'expirationModel'));
  if (model === 'KEY_MATERIAL_DOES_NOT_EXPIRE') return none;
  const end = text(field(request, 'validTo'));
  return model || end
    ? harm(`Key ${target} was given material that ends${end ? ` on ${end}` : ''}.`)
    : unclear(`Key ${target} was given material; the record does not say whether it ends.`);
}

export const expireKeyMaterialRecords = [onKey(expireKeyMaterial, { ImportKeyMaterial: expires })];
