"""Words that only hold sentences together: articles, pronouns and so on, by natural language."""

from __future__ import annotations

_LISTED = {
    "en": """
        a about above across after again against all along also although always am among an and
        another any anyone anything are around as at away be became because been before behind
        being below between both but by can cannot could did do does doing done down during each
        either else enough even ever every everyone everything few first for from further get gets
        given gives go had has have having he her here hers herself him himself his how however i
        if in into is it its itself just keep kept last less let like made make many may me might
        mine more most much must my myself need neither never no nobody none nor not nothing now
        of off often on once one only onto or other others ought our ours ourselves out over own
        per perhaps quite rather really same she should since so some somebody someone something
        somewhere still such than that the their theirs them themselves then there therefore these
        they this those though through thus to together too toward towards under until up upon us
        used very was we well were what whatever when whenever where whether which while who whom
        whose why will with within without would yes yet you your yours yourself yourselves
    """,
    "de": """
        aber als am an auch auf aus bei bin bis da damit dann das dass dem den der des die diese
        dieser dieses doch du durch ein eine einem einen einer eines er es für gegen hat hatte
        hier ich ihr im in ist ja jede kann kein keine können man mehr mit muss nach nicht noch
        nur ob oder ohne sehr sein sich sie sind so über um und uns unter vom von vor war was weil
        welche wenn werden wie wir wird zu zum zur zwischen
    """,
    "es": """
        a al algo antes aquí aunque cada como con cual cuando de del desde donde dos el ella ellos
        en entre era es esta estas este esto están está fue ha hace hasta hay la las le lo los más
        me mi mientras muy no nos o otra otro para pero poco por porque puede que qué se ser si
        sin sobre son su sus también tan tiene todo todos tu un una uno usted y ya
    """,
    "fr": """
        ai alors au aucun aussi autre aux avec avoir car ce cela ces cet cette chaque comme
        comment dans de des donc dont du elle en entre est et été être fait il ils je la le les
        leur lors mais même nous on ont ou où par pas peut plus pour pouvez quand que quel quelle
        qui sa sans se sera ses si soit son sont sous sur tous tout très un une vers votre vous y
    """,
    "it": """
        a ad al alla alle anche ancora che chi ci come con cosa cui da dal dalla degli dei del
        della delle dello di dove due e è essere gli ha hanno i il in io la le lei lo loro ma
        mentre molto nei nel nella nelle noi non o ogni per perché più può quale quando quella
        quello questa questi questo se sei si sia sono su sua sul sulla suo tra tutti tutto un una
        uno
    """,
    "pt": """
        a ao aos as até cada com como da das de dele depois do dos e é ela ele em entre era essa
        esse esta este está eu foi há isso já lhe mais mas mesmo muito na não nas nem no nos nós
        nossa o onde os ou para pela pelo pode por porque qual quando que quem são se sem ser seu
        seus só sobre sua suas também te tem tudo um uma umas uns você vocês
    """,
    "nl": """
        aan al alle als bij dan dat de deze die dit doen door dus een elk en er geen geworden haar
        had heb hebben heeft hem het hier hij hoe hun ik in is ja je kan kunnen maar me meer met
        mijn moet na naar niet nog nu of om omdat onder ons ook op over te tegen toch toen tot uit
        uw van veel voor want waren was wat we wel welke werd wie wij worden wordt zal ze zich zij
        zijn zo zonder zou
    """,
    "pl": """
        a aby ale bardzo bez bo być by był była było były co czy dla do gdy gdzie go i ich ile im
        inne jak jako je jego jej jest jeszcze jeśli już kiedy kto która które którego której
        który którzy ma mają może można mu na nad nie nich nim niż o od oraz po pod przed przez
        przy są się tak także tam te tego tej ten to tu tych tylko tym u w we wszystkie z za ze że
        żeby
    """,
    "tr": """
        ama ancak bazı belki ben bile bir biri biz bu bunu bunun çok çünkü da daha de değil diğer
        diye en fakat gibi göre hem hep her hiç için içinde ile ise kadar kendi ki kim mı mi mu
        nasıl ne neden nerede olan olarak oldu olduğu olur onlar onun şey şu sonra tüm üzerinde
        var ve veya ya yani yok zaman
    """,
    "id": """
        ada adalah agar akan anda antara apa atau bagi bahwa banyak beberapa belum bisa bukan cara
        dalam dan dapat dari data dengan di digunakan dua hal hanya hari harus hingga ia ini itu
        jika juga kami karena ke kepada kita lain lebih maka masih mereka oleh pada paling para
        pun saat saja sama sangat satu saya sebagai sebuah secara sehingga seperti serta setiap
        sudah tanpa telah tetapi tidak untuk yaitu yang
    """,
    "vi": """
        bạn bằng bị bởi các cách cái cần cho chỉ chúng có còn của cũng cùng đã đang để đến đi điều
        do dưới được gì hai hay hoặc hơn khác khi không là lại lên mà mỗi một nào này nên nếu
        nhiều như nhưng những nó phải qua ra rằng rất sau sẽ số tại tất theo thể thì tôi trên
        trong trước từ và vẫn vào về vì việc với
    """,
    "ru": """
        а без более бы был была были было быть в вам вас весь во вот все всех вы где да даже для
        до его ее если есть еще же за здесь и из или им их к как какой когда кто ли между меня мне
        можно мы на над не него нет ни но о об один он она они от очень по под при с со так также
        такой там то того тоже только том у уже чем через что чтобы эта эти это этого этот я
    """,
    "uk": """
        а або але без більше був була були було бути в вам вас ви від він вона вони воно все всі
        вже де для до є же за з завдяки зі і із її їх його й кожен коли ми може можна між на над
        не ні ним них но о об один от по під після при про раз с саме свої так також там те ти
        тільки то того тому у усі це цей ця ці через чи що щоб як яка який які якщо я
    """,
}
STOP_WORDS = {
    natural_language: frozenset(words.split()) for natural_language, words in _LISTED.items()
}
