/** Asks again and again until it is so. Rejects, saying what never came, after `withinMs`. */
export async function until(
  isSo: () => Promise<boolean>,
  { what, withinMs, everyMs = 5 }: { what: string; withinMs: number; everyMs?: number },
): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await isSo())) {
    if (performance.now() > deadline) {
      throw new Error(`After ${withinMs / 1_000} s it is still not so that ${what}.`);
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
