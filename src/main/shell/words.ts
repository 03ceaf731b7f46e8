/** The shell's own few sentences: what the system shows outside the window. */

export const WORDS = {
  lock: 'Lock',
  quit: 'Quit Kinfold',
  file: 'Kinfold',
  edit: 'Edit',
  openOutside: 'Open outside Kinfold?',
  openOutsideDetail: (shown: string) =>
    `This opens ${shown} in your browser or mail program, which is not private.`,
  open: 'Open',
  cancel: 'Cancel',
} as const
