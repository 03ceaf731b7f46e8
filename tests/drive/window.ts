import type { Person } from './person.ts'

/** The window is closed as its own frame does it; the program decides what that means. */
export const closeWindow = (person: Person): Promise<void> =>
  person.app.evaluate(({ BrowserWindow }) => {
    for (const one of BrowserWindow.getAllWindows())
      if (one.webContents.getURL().startsWith('app://kinfold') && (one.isVisible() || one.isMinimized()))
        one.close()
  })
