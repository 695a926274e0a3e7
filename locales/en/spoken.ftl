# Words that mean one thing only, apart by bars; capitals and punctuation do not matter.

say-help = help|how|how does it work|how does this work|what can you do|menu|instructions|i need help
say-cancel = cancel|never mind|nevermind|forget it|stop|drop it
say-submit = submit|submit it|send it
say-change = change|edit|wrong|that's wrong|change it
say-yes = yes|ok|okay|right|correct|sure|fine|got it
say-received = received|i have received it|i have read it|read it
say-log = log|log a service|log service|record a service|new service
say-stars = stars|my stars|star|how many stars
say-mine = my records|my record|records|my services
say-review = review|to confirm|records to confirm
say-notice = notice|send a notice|new notice|write a notice
say-meeting = call a meeting|new meeting|hold a meeting
say-meetings = meetings|my meetings|what meetings
say-study = study|my study|what to study|study plan|class hours|my class hours
say-dues = dues|my dues|party dues|pay dues|my party dues
say-calendar = work calendar|calendar|work plan|tasks
say-rules = regular meetings|repeating meetings
say-settings = settings|branch settings|change settings
say-send = send|send it now
say-roster = roster|members|member list
say-groups = groups|our groups|group chats|bind a group
say-me = me|about me|who am i|my data
say-mute = mute|quiet|too many messages|fewer messages|do not disturb|stop reminding
say-language = language|change language|english|chinese
say-thanks = thanks|thank you|thank you very much|thx|great|well done|many thanks
say-hello = hello|hi|hey|good morning|good afternoon|good evening|bye|goodbye
