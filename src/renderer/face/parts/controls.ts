/** What the places are made of, to be read before them. */
import '../ui/Button.tsx'
import '../ui/Dialog.tsx'
import '../ui/Field.tsx'
import '../ui/Menu.tsx'
import '../ui/Calendar.tsx'
