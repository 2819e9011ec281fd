/*
//////////////////////////////////////////////////////////////////////////
| Contributors License Agreement
| IMPORTANT: READ BEFORE DOWNLOADING, COPYING, INSTALLING OR USING.
|   By downloading, copying, installing or using the software you agree
|   to this license. If you do not agree to this license, do not download,
|   install, copy or use the software.
|
| Copyright (c) 2017, Puttemans Steven, Can Ergun and Toon Goedeme
| (KU Leuven, EAVISE Research Group, Jan Pieter De Nayerlaan 5,
| Sint-Katelijne-Waver, Belgium).
| All rights reserved.
|
| Redistribution and use in source and binary forms, with or without
| modification, are permitted provided that the following conditions are
| met:
|
|    * Redistributions of source code must retain the above copyright
|       notice, this list of conditions and the following disclaimer.
|    * Redistributions in binary form must reproduce the above
|      copyright notice, this list of conditions and the following
|      disclaimer in the documentation and/or other materials provided
|      with the distribution.
|    * The name of Contributor may not used to endorse or promote products
|      derived from this software without specific prior written permission.
|
| THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS
| "AS IS" AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT
| LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR
| A PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL THE
| CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL,
| EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO,
| PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR
| PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF
| LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING
| NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS
| SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
//////////////////////////////////////////////////////////////////////////

=====================================================================
Improving Open Source Face Detection by Combining an Adapted Cascade
Classification Pipeline and Active Learning
=====================================================================
by Puttemans Steven, Can Ergun and Toon Goedeme (KU Leuven, EAVISE, Belgium)

This model is the best performing IterativeHardPositives+ frontal face detection model
used in the research paper presented at VISAPP2017, Porto, Portugal.

RESEARCHERS:
If you are using the improved face detection model or involved ideas please cite
this paper (available at http://eavise.be/publications_lirias.php):

@InProceedings{PuttemansVISAPP2017,
  author =       "Puttemans Steven, Can Ergun and Toon Goedeme",
  title =        "Improving Open Source Face Detection by Combining an Adapted Cascade Classification Pipeline and Active Learning"
  booktitle =    "12th International Conference on Computer Vision Theory and Applications"
  year =         "2017",
  month =        "February"
}

COMMERCIAL:
If you have any commercial interest in this work please contact
steven.puttemans@kuleuven.be or toon.goedeme@kuleuven.be
*/

/**
 * The cascade above, converted from OpenCV's XML: whole numbers and 32-bit floats, little-endian, in base64. Count of stages;
 * then each stage's count of features and threshold; then each feature's x, y, block width and block height (a byte each),
 * its set of 256 patterns (eight words), and what it adds for a pattern in the set and for one outside.
 */
export const cascadeBytes =
  'EwAAAAYAAABXLYXABAANB////////////7v/////////////////////////////vEx/v9Vdx74CAA0H//////////+/q///v6//////////////v6////////+Niny/yvqBvgUBDAe/q///v7///ysq/zu/rv//v7////////+vq////////3Tgdr84xA++CgAJA///////////7r///+7u/////////////67u7//u/7v/jT9Xvy80xD4FAQoN8Pr89P2/9dURPRQAf79VUf///f/7////O/b/f/////+ak0+/s7LePhUABgj/z3/3/+///2tu//87rv//3gL/M/9f/+/vAP9HMwp/fw89O79WQOA+BgAAAFYWgsACAA4H////////////u/////////////////////////////9BTX+/yXI4vwYJBgP/////////P////////////////////////////////2S3fL8Dwwe/BQANB/+/////////v6v//7+v/////////////7+r////////XzZvv3KOhT0aAAIC///f////////////////////////3////////3V1//9BsUu/cpDbPggCCgerqv/3r7///ysifwOvaq+/v7//v++//v+ron//n7/f5xlwNr8ZLtI+DQACAv3f+/79d36+/+//f/v//r7/7/7/////r/f//b7wfziodt1CvzRC1z4HAAAAJRiWwAEADgf///////////+7/////////////////////////////yNMf78g2FS/BQIHDf//////9/X1////////////////////////////////Y1l7v1c7ur4GCQYD/////7///z////////////////////////////////85PWu/mWegPQUADAb/u//////f/4qi/fePqv//v////////9+riv3/r6u//+y5Tr8tWkg+CAABAf+7/+P+T+7u/f/+/f+//P//////9/9//f3///f8fbivXDwxv2NJwz4hBgQMBNTujnTv4or3/////P4uKvn/9/32//e/9/f/3///+/+MTlG/L/euPhMOAgIj7//n////JiJu/ubr///kN3b/df///bdn/v/1///3/7hjIr8E89w+CAAAAP5JiMAHBwYK////////9f////////////////////////////////+JRX+/Ep5cvwcDBg3/////9ff11f///////////////////////////////y/Le7/NABO/BwgGBL////+39/8z//f/////////////////////////////zN1sv9+tDb4aAAEC////////r//////////3////v////////////3RX//814Ee/Hgg8PgQABwi//1f3urq/M//v/567u7s3////f/9//zur7//v7/u/OwO9Ob8p+ao+GyQFAwDzL/MC+wMDsPf//3Ln5z+777+/Ev9bv7L3//f//++/1Y8dvybHyD4AAgMOVNdq7v+v+rz/3/7/f/7/73B3/v3//39+/3/97//9//3lDCa/FpTGPgInAwLv+vf/e/9n/vbu7v58+vZCTn//dlf/ff88/vfw//t35CH9Db9WseI+CAAAAMEHgMAUAQYN/////////////////////////f3///////////////8PQH+//1dkvxQJBwP//////////////////////2//f////////////////6qYfL8zKkC/EwMHDf/////////////7//////////Tw////////////////y/tkvyrpjz0MAAIC//////ff///////////f//////7//f///////v//urrIvji/KIKYPgUBDAe/q///v6/v/yMq/zuvrv/3vr////9//e+Pq///3/8f/7veH7+5YsU+Eg0CAyfv++/3/sqIIs/rdirv+uQ1x/1nf///hHff//f/6//8D1UNv/Yf2D4CJAQD3/7/6mf39/9u/vbm7v7+4k5H30R/72/5/EL23L/8e/7oggi/KwbkPhckAQE0PzAE1b34d9x///78P/z/9f/9t/1/9P/8//+/rCm4rhTfJL/HqMc+CAAAAHESlsAXAwYC////////////////////////9/////f///////////96MX+/199hvxQJBwP//////////////////////0//f////////////////zudfL/iJkq/GgADAv///////////////////////+//+//7////7//1df//uBxtv7eFmb4FCAcEN/f//zP/szP/f///f9///f//////v/+/u+////////9vazm/JdpkPhcJBQT/YONi//9/93ru/iJ////7/0dvIvd/+/////v3f////5MRDr+7WLU+Fw8BASvn/+////suau/v7u9v/+JF43f/c/92fyb39fb+9///tJsIv+4iyj4JBAEBdBFwrn51/N//f/7//X/9//xHfD/////+rb/8+/07+LvLxg+//ZnCPiEkBAOi///vir8paiD+//C2/3f34//v/+f/f4/Q1f918//fw+j8Ar9DRtA+CgAAALr5hsAXAwYC////////////////////////9/////f////////////WMX+/LmBhvxUDBgL///////////////////////93//f/9////3f//////2zPer/thRO/FwACA///////////////////////////v/////////839///jQNnv+m6Mr4RAAED///////v//////////3///////79fv/v/6///v/uuqqsUz6/qtnAPQYFBAwQ91VR5r5R3fT//t/9//////+V7f//9r//9b//39//94VTML/gjY0+HAACAr2/v/39v/f//f///7f/+v/9/3q////+//1/3z91Vf8fTVcTv8LRrz4UDQEBJubv777+7qImr+6vru/pzDHf/7/9///pUv/3/O/3//+kVQq/niLNPgACBALwzqDm5K7y/fH//2+kr+7vsL8hL3z//P+fd3d/f0f/33IC+L4MguQ+FSUCATA+dAT+L7S1//////8+/P/Uv7W/5d38v/kD/50YFPyuYR4RvynCuz4AIwIDx97v9+2s97ru8vLqvrkyIAjff39W3397WP1m39/+QvqE1gO/K9bQPgkAAAD3GoHAEwIHAv///////////////////////3f/////////d///////kuh+vxXCWr8WAwYC////////////////////////I/f3//f///93//////9hG3m/qmIHvxMABw//////79///////////v/////w0f////////fz/////9m8XL/2CzM9DgACAv/3/933vv///+/+/////f/b3/7f/////9/d/////2qqpEcuvwuegD4JAgkDz//t/9/v9/3s+c3/7t/E/f7/7//+39/eiOt3w+vzw/2I8x2/7YiePiQFAQEwBN6M/Dn0/v///v79d+y/9N3+P/+//v+s9/ifuBWoq8HgGr8QXZ0+JxgBAkPe6+/2v/9ove/+v3//+n5Uu///d359v1D/ffYA/8rCIFYRv4tRsz4MIQMEE0oyeN8PIFvxd2P/fz87Od6fegd+H37/e1+7v2NKLws4Fw+/JHeyPgEFAwLy96Lzsuf6/2f//nfQZvDzs5ciPve////Td/Y/ERd1d9xsEr+0B6g+CQAAAExQX8ATAgcC////////////////////////d/////////93///////lOn2/dfU8vxYDBgL///////////////////////8j9/f/9////3f//////2Mkb7+99Ym+FAgHA/////////f/////////7///bv9v/3//////9///fs//wNdEv3lSVz0AFgID/9//6v//7v57f//+/u/64rf8+9ZN//+u/v///tD/7vJnlR+/VbyAPiQdAwST9///qv+uo2Di76/i/w/n4/8vx//+HM6AxHfV8vev1e8O8r4V1so+IQACAfvuv75///37v/7+/31///80v6f/f//d99j3/ve8FZiIioUEvxZftz4DAQ0LsOr08m723fgzAFQAv6f/SZur5//f/9//qz9/d/u/9/sIaSe/ZoibPhseBAWj+RvfMP8jffm9/L7wbxOGv74/v/L/Kz+gr68vyvwPD9adBr8iTK0+FwsBASurv+++bn8irq7/7v9//8pQd/9/f39/FgBl93e//u/7b00ev3IVlD4JAAAAf2hBwAYDBgL/////////3f/////////d//////////z//5///////y4fer/ZESC/IQMBAf+9uqr///79//////3///////u//7//v////7//lv+/1TdlvxdEo74VAAME/////7fv/++///7/7+//76/9+f///9/vJ/V9/Qfzz+4k9S+/LOcEPiUFAgLc3P7S3wy/ef///movL7kbnP3+vn+v///43v6or78qIPoEEr8eu5o+AiEFBN7oX/rqznf+9vL6ZKrKN/JIzl5AdEJe699G/3hPRP/fOjQIv41brj4IAAIB//67f+///u79////9+5+2+2////+//3//////7h/uKrlbOy+4IHSPhEjAwFQAiAM/L98/vu/3/3+L/o/1L/8jfw/9/+9977qkCqgrp2M/77/6rQ+AAYDAvvf7/+y++j/t3v3//Ay4PmzNzJ/Z7f27/d2f3f3d3f/iOzNvmID4T4QDQMEIul/y+/HNMAEzL+u/6//zWf+cdf/8/eEb3f1/X3/90Vb9gm/DCmkPggAAACkIiPABwMFAv///////9/d//99/////93/+7//v/n//P//////////AExyv/dZrL4hAwEB/rW4qv3//v333////f//////+5v/rf+////7v/+E37vPkU2/EY8dvRUGBgT/7v/7///3/2f++dfj//P//wD3Y/9r/+//T/L7y27P+8drFb+st4c+ARcEAv//b+/s//ve/v//7/7+/v7Xd+9b+fv/r/T2d/fu9P//Eh3wvvjdwT4nJAIC6/fr/8vnru6y/+7uAP+r/6LT75nM1QyGAfR2RfX3t9Wpeu2+COi4PhgIBgvOutBQ3P95+fr/PPr6/zJ71DXUUO1ZVFz//zP+u/sC//SFIb9f/ZU+FycGAgDV/+sBzwEAIOjfbtv/rc+A7//9jf9vroDX/+e//++vE7oYv3Jpiz4SJwIBcAb4DL5v6d/7d1Y//iP7Pfwf/b55/93/u1++vzo1oLsVj+q+b8S9PgkAAADyIiXABgMFAv/9///d9d3V/9vf7///P13/v8/43/vv+P+/z///+///6ANkv6moKL4HBQYE//v//7Pe+zPv39///9u9v///7/+rv7+72/rH+ov/+6251De/6We0PBYWBAP3/Xf976+xOb7vn8/Prm09rMa7t1XxJBCMiP+sz8zNCBoO/b7H2Zk+ABwEBO7O//LvzgPaisrK+kLu4uBGQP/Pf3tX20ZEd89e1kf/pJUNvykvlT4YAAID59+O7+fx9//vW1f/XZvX++//Dv+5+Pe73WH3/2FF4+4Iae++1pa7PgMCAwLQmLKO9E7e/v+/X/2dn///gZ/uv6Kq+//9HXcvWyCvv2zQ2r6X7Mg+KgQBAQRO3972UXsY7xcW/s+fPxhAOH/KP1GXydjy+vj//ju4JYPWvlMivD4AAAEBouSnj2TJKKxk8qtD5OgIivK77/us1LAO8POvO5BCv9WHKBK/Sv2YPgchBQQCzgrk7m/GVXlvOn5m2nx3fsZkDMtGa0sLbdY5RwffW/nbGr/hb3w+CQAAAFKGD8ALBAIBVVRVWB1V1xA/2Rv/1/MZGfjQsOj4i47+364I+u+7+7pIBlS/rmFdviEVBAJf///3X9Gf3/7/f/s+3f7+1vuZ/7vaevvQ/9///v/7/57ZC78Aoo0+JgYCAV301/L7Sfvb+tWP2N96nxjMzJvaaRP88NjurNr/8/q6ejbVvsaB1T4AAQ0Gn7vf9F//XP0KKtSeqq4d/C652Pn/89D/L6/w/yPpX3oRaQy/eB6YPgwXBANS+7vwn1TW8bi5B9snGBIXL1m0VYFRYhBffHv/Bx4RWeGO7L4opq0+AAADAv/rju3Ao47vm4UBwdSKime/u8Pv+6LxX/93v2cVFS9LKVXsvjTFrT4XIwIBALPEMDhTTPTd0hoRVZXU3YWpBLo7gInY+RmNuuAYCJ87guy+BS6mPg8PAgKr8dvB0e3fAABXiVH//dfN97HlYYXihQBT87Vz++WPQdBY+76Vaq0+EQEDA6uj39n30/9Ra8ERgcLoP2Cf+aPaotCn/y+/u1gG767gF0H7vsXdnD4JAAAAyeecvxwEAgHz3QAS0IAA/9+SEVGlQZff8/MiPYCIqb/vcxtr+1Wf/8kTHb+vCnE+AAYCA/8LX/cqIg/5GwMH2SApU3P/LQkrYiQOM/9DRXNzd8PfsBgDv49vpj4qFAECp/rb9Z7DO6oS2QNwlsJOmyDjidYNqgoRAPHCwRTxzvazhwS/WVSlPiQnAgK77Jv3AkDP6rBxATHCxAbC4uqqwwA4CgjBgcNV1P3XyezSAL9q85o+DB0FA9C8nIDf2JaeVddHV8+Stx3wytChiaqwiAmLBStjC80PuD7uvldZsT4XEAMCy+LL8N/QX/PHeg3Gh5GdwBVyg3MkQEBRz68D0207R3V8Av6+e0uqPhMYBwRS8VPfptbs2NxBEYUh0WlFrOLRGKCgIaHvyQP7K5MiOldM/75X26M+CgMBAXQFYNR4Xft//1//f3897328//7////9/+3/fP3/Nu6/oZO7voC86T4NJAgDVmFbcAzQFyK3HpyV3/EtK3F+qHNA0Ui/TgeDOS9rnyvbtAa/5BenPgkAAABWI66/ABQDA39r2+7fU3LGn5EQgJqxquLz44vUg8KJ37iAg9mU0Zv/snznvsc4xz4hAAQCHdHd+ZsAW/dbcAAgEwkFKQCiidkKCIq6GCkGyp+IOgry6/2+bKOuPiYGAgK1yN/QT0AVHVoAAWqJUsk9qJASysqAIsfO8sKA++IrEhau0r7LF8s+Kh0BAoPv4+2+/+5m93/3Nu36pc4i/3NdfP72TnRnchEe3c/HrP2zvjrS9T4LGwQD8NNi9pyQgvYdikCRk6SXfwAYQIgZUAb465iYiMMBS0uWLdu+G/3LPgUnAwLv5D/wwHgx2FjUBlCD11JSzJGMggGAClCq0Rvww7ob9mGp3b7/ic4+BQQCAZACnKATAZj9fwMCEVMBHFPIoMLwCgAC+rgOgsIZAI7/K+TTvi/Z5j4BDgoJs/uRUW2gsxB/8iEC49Ku+ZOFAkiMgEXeIJPPuxDjvdzp79u+S/HXPhkQBAPnSMZgZRyS2BEBCMAMgESA0wAjsISApfqjiwEaC8ABVYiO9L7yQsA+CQAAACyy2b4nAQIMIN8K+bfvMLv/v3+ve/93LLu//79//3d/vv39ffr/u/cpXS++eHonPwwZBAOQDf7kvQ/9lGz//q8pj3Md5BR8DORG9IGaPH1OH0pzD6IizL4yiOo+CQYCAfwEBPCNAJER0SECEIXAAx2QwIDAAACI6rgaAIAZiQgIESsJv39gtz4UDgIDruT/7Xe/ZOuML+9v/7/txye9f/z3//fULZ91+u/n9/+Oe8y+CPj9PgEGAgGi8yPN6q/i0rD//37wv27/6vN+jX3/fRfHN3Z/97Tr32D6zb5Kof0+IwECAhAo1oDDAMnZKVBBQCIAhxGogIDsAAABgflDAICqCB6OdzkVv+aarj4JHAYEuvcAIxEAhYQFQBBCg5KF3ZWCAJQBoEGIuUgFApvMby2fDum+E+LxPignAQLDoBLDQACAgBJBAAAAkEHAAtgCwICAAsCEuRAAgIqvxcta875vseA+ABABA4dmb+gREAPAAwAAwQISEAACUAoQAIAQiAoYCWCJgITqrSUBv9vu1D4HAAAA5YXePAkABgL0hq4u3v/O9//+///q/koqTD78fv3//P+U2v//5O7kIl10Ub4lzEs/GCEEBADJjUwz/wY//Z7uXnE/Lc26Lztcv/8Xno4cfgc+ToMvF8C6vjD4Gz8WDQECDvhTUACgi+BgABBBDRAAQAGQCMAAAAAAAiAIEYrSh+Ffmu2+HWcOPxEfBQPQJqxlTA5U9zs7/v8fLDTvqbcU53z/zJsvredvDyUEjnLc8L7slBU/GR8FA8C3v4EpfzwU6UT/7t1egVQIzQ8EhXcN5IxuzoYHrcsNSVn5vr/gCz8cFQIFlp12j2e/NB39//7/eueiMq1M9H+4P/y9/qX3s879Q704/N2+VNkmPwcgBQSCaACQQKATFANhAEBJgBFYOKCCAKAACbiIIIEASAELWUkeC7+CHAc/BwAAAIvF+z4KDwQDAtQJAPRz8ABk//d21v9m5DdzPjX33/QEJXd3d/V29ABL1C6++WZoPyEABAYNAwMQEIAAgADAQIAAQAGAoRCCAEAACJDIAAABmADEJE6S+b5NrTs/HQgCAQC6MIK2P+ovIjv+OiA/vGOCK3UFkl9278rWdztVDVndMUvOvvASUz8UHgMCWgQiOLfnZMDxv/8u5C/1v9klcC50Pb2vrwf1N74AyYWalbm+NvxePwskCALQAAAAgAgQYoIAAAAAQBUgoKAAAoAACKgBGAABCwAEUmJeHb+w2Rg/GhgEBAvO424QKKw9/f3/7pBuMMWUX/tdaX0QrB4N/v8ZAbu1WJXpvjQTZT8YHAICPAIAAgAACJEBAAFAAAAB0ygAgCYAAIAAmIAACAIhAxkfUAa/LeU3PwIAAACxSfQ/ARUEBAAuCAAAAAIABADA/gAACABAAgAAAQAQAAAAAAAAoAAAzcxMv1ftej8KCgsLAAAABAAAAAAAEAAAAAAEQAAgAAAAAAAgBAAAAAAABADuUne/C6ZtPw==';
