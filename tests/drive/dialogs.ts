import type { Person } from './person.ts'

/** What a person answers in the system's own dialogs from now on: a path, or, with none, that they changed their mind. */
export const answerDialogs = (person: Person, path: string | undefined) =>
  person.app.evaluate(({ dialog }, path) => {
    const canceled = path === undefined
    dialog.showOpenDialog = (async () => ({ canceled, filePaths: canceled ? [] : [path] })) as never
    dialog.showSaveDialog = (async () => ({ canceled, filePath: path ?? '' })) as never
  }, path)
