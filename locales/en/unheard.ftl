# Greetings, thanks, and what was not understood.

unheard-here = I am here. To log a service, just say so: <i>yesterday afternoon 2h cleaning at the care home</i>
unheard-here-stranger = Hello! If you are a member, ask your branch secretary for an invitation link and open it.
unheard-thanks = You are welcome!
unheard-not-understood =
    I did not understand that.
    To log a service, write something like: <i>yesterday afternoon 2h cleaning at the care home</i>
    Or tap a button below, or see /help.
unheard-not-understood-stranger =
    I did not understand that.
    If you are a member, ask your branch secretary for an invitation link and open it.
unheard-voice = I cannot listen to voice messages. Use the microphone of your keyboard, and send me the text.
unheard-picture-as-file = This picture came as a file. Please send it once more as a photo.
unheard-file = I have no use for this file. Send photos as photos, and a roster as xlsx or csv.
unheard-edited = Changing a message you have sent changes nothing here. To change a card, tap Change below it, or write a new sentence.
