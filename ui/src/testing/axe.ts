import axe from 'axe-core';

/** What axe finds wrong with what is on the page; contrast needs a real browser. */
export async function faults(): Promise<string[]> {
  const { violations } = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false } },
  });
  return violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`);
}
