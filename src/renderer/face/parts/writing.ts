/** The editor and the documents it writes into, to be read before the places that have one. */
import '../editor/Sheet.tsx'
import '../features/note/notes.ts'
