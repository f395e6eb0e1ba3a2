import type { CommandError } from './bindings';

/** A command that did not do what it was asked; the words for it are chosen by `code`. */
export class IpcError extends Error {
  readonly code: string;
  readonly details: Readonly<Record<string, string>>;

  constructor(error: CommandError, options?: ErrorOptions) {
    super(error.code, options);
    this.name = 'IpcError';
    this.code = error.code;
    this.details = error.details;
  }
}

/** Gives any thrown value the shape that the screens have words for. */
export function asIpcError(thrown: unknown): IpcError {
  return thrown instanceof IpcError
    ? thrown
    : new IpcError({ code: 'internal', details: {} }, { cause: thrown });
}
