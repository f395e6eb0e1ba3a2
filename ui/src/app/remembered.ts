/** Remembers a small choice of this workstation from one day to the next. */
export function remember(name: string, value: string): void {
  localStorage.setItem(`kumppani.${name}`, value);
}

/** What was remembered under `name`, if anything. */
export function remembered(name: string): string | null {
  return localStorage.getItem(`kumppani.${name}`);
}
