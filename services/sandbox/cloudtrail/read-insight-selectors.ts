import { Refusal } from '../core/refusal';
import type { InsightSelector } from './state';

const types = ['ApiCallRateInsight', 'ApiErrorRateInsight'];

/** An empty list switches Insights off. */
export function readInsightSelectors(written: unknown): readonly InsightSelector[] {
  const selectors = Array.isArray(written) ? (written as readonly InsightSelector[]) : [];
  const wrong = selectors.find(({ InsightType }) => !types.includes(InsightType));
  if (!wrong) return selectors;
  throw new Refusal(
    'InvalidInsightSelectorsException',
    `Value ${wrong.InsightType} for InsightType is invalid.`,
  );
}
